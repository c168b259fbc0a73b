package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server and a worker on which a story is played as often as one likes. For one thread. */
final class Theatre implements AutoCloseable {

  private static final int LINES_MAX = 60;

  private final Server server;
  private final Worker worker;
  private final Hush hush = new Hush();

  private Theatre(Server server, Worker worker) {
    this.server = server;
    this.worker = worker;
  }

  /** With the kinds and namespaces that the story needs. */
  static Theatre open(Story<?> story) {
    ControllerDefinition<?> definition = story.controller().get();
    Server server = Server.start();
    try {
      server.found(foundation(definition, story));
      return new Theatre(server, new Worker(definition, server));
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private static List<HasMetadata> foundation(ControllerDefinition<?> definition, Story<?> story) {
    List<HasMetadata> all = new ArrayList<>(Crds.of(customKinds(definition)));
    story.definitions().forEach(all::add);
    Stream.concat(Stream.of(story.primary()), story.around().stream())
        .map(it -> Optional.ofNullable(it.getMetadata().getNamespace()).orElse("default"))
        .filter(it -> !it.equals("default"))
        .distinct()
        .forEach(it ->
            all.add(new NamespaceBuilder().withNewMetadata().withName(it).endMetadata().build()));
    return all;
  }

  private static List<Class<? extends HasMetadata>> customKinds(
      ControllerDefinition<?> definition) {
    return definition
        .declaration()
        .watched()
        .<Class<? extends HasMetadata>>map(it ->
            it.equals(definition.declaration().primary())
                ? definition.primaryType()
                : definition.typeOf(it.kind()))
        .filter(CustomResource.class::isAssignableFrom)
        .distinct()
        .collect(Collectors.toList());
  }

  /** The schema of a primary's spec, as the API server has it. */
  JsonNode schema(HasMetadata primary) {
    JsonNode definitions =
        generic(server.client().apiextensions().v1().customResourceDefinitions().list());
    GroupVersionKind kind = GroupVersionKind.of(primary.getApiVersion(), primary.getKind());
    for (JsonNode definition : definitions.path("items")) {
      JsonNode spec = definition.path("spec");
      if (spec.path("group").asText().equals(kind.group())
          && spec.path("names").path("kind").asText().equals(kind.kind())) {
        for (JsonNode version : spec.path("versions")) {
          if (version.path("name").asText().equals(kind.version())) {
            return version.path("schema").at("/openAPIV3Schema/properties/spec");
          }
        }
      }
    }
    throw new IllegalStateException(
        kind + " has no CustomResourceDefinition, whose schema says how it may be edited");
  }

  /** The primary as the API server has it now. */
  HasMetadata stored(HasMetadata primary) {
    return server.client().resource(as(generic(primary))).get();
  }

  /** The spec of an object. */
  ObjectNode spec(HasMetadata object) {
    return generic(object).withObjectProperty("spec");
  }

  /** The object with another spec, and without a status. */
  HasMetadata primary(HasMetadata object, ObjectNode spec) {
    ObjectNode other = generic(object);
    other.remove("status");
    other.set("spec", spec);
    return as(other);
  }

  private GenericKubernetesResource as(ObjectNode object) {
    return server
        .client()
        .getKubernetesSerialization()
        .convertValue(object, GenericKubernetesResource.class);
  }

  private ObjectNode generic(Object object) {
    return server.client().getKubernetesSerialization().convertValue(object, ObjectNode.class);
  }

  Run.Ended play(Story<?> story, Schedule schedule, Optional<Reference> reference) {
    return new Run(story, server, worker, schedule, reference).play();
  }

  /** Plays all schedules, or the one. */
  void perform(
      Story<?> story,
      Reference reference,
      Schedule.Extent extent,
      Set<Trouble> troubles,
      int schedules,
      Optional<Integer> seed) {
    int[] numbers =
        seed.map(IntStream::of).orElseGet(() -> IntStream.range(0, schedules)).toArray();
    for (int number : numbers) {
      Schedule schedule = Schedule.number(number, extent, troubles);
      Run.Ended ended = play(story, schedule, Optional.of(reference));
      if (ended.divergence().isPresent()) {
        Schedule least =
            schedule.shrunk(it -> play(story, it, Optional.of(reference)).divergence().isPresent());
        throw failure(number, least, play(story, least, Optional.of(reference)));
      }
    }
  }

  private static AssertionError failure(int number, Schedule schedule, Run.Ended ended) {
    return new AssertionError(
        """
        %s

        What was done to it:
        %s
        What happened:
        %s
        To play it again: .seed(%d) before .converges(), or -D%s=%d\
        """
            .formatted(
                ended.divergence().orElse("It diverges at times only: is it left to chance?"),
                lines(schedule.disturbances().stream().map(it -> "  " + it).toList()),
                lines(ended.log()),
                number,
                Perturbation.SEED,
                number));
  }

  /** The last lines, which matter most. */
  static String lines(List<String> all) {
    List<String> last = all.subList(Math.max(0, all.size() - LINES_MAX), all.size());
    return last.stream().map(it -> it + "\n").collect(Collectors.joining());
  }

  @Override
  public void close() {
    hush.close();
    worker.close();
    server.close();
  }
}
