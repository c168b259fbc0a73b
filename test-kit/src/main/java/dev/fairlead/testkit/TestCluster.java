package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.fault.Faults;
import dev.fairlead.sdk.Reconciler;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A sandbox API server with a mesh that runs the reconcilers under test. What is applied is
 * reconciled in the background, so a test says what it waits for; a wait that is in vain fails
 * after ten seconds of real time with what Fairlead has to say about the object.
 *
 * <p>Objects are looked for in one namespace, at first {@code default}. Thread-safe but for the
 * {@link #clock}.
 */
public final class TestCluster implements AutoCloseable {

  private final TestMesh mesh;
  private final String namespace;

  private TestCluster(TestMesh mesh, String namespace) {
    this.mesh = mesh;
    this.namespace = namespace;
  }

  /** Starts one, and waits until its controllers are synced. */
  public static TestCluster start(List<Reconciler<?>> reconcilers) {
    return new TestCluster(TestMesh.start(reconcilers), "default");
  }

  /** The same cluster, seen from another namespace, which is created if it is not there. */
  public TestCluster in(String namespace) {
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
    return new TestCluster(mesh, namespace);
  }

  /** A client with every right, for whatever this class has no word for. */
  public KubernetesClient client() {
    return mesh.client();
  }

  /** The time of cluster and mesh. */
  public TestClock clock() {
    return mesh.clock();
  }

  /** What goes wrong between the mesh and its API server. */
  public Faults faults() {
    return mesh.sandbox().faults();
  }

  /** The API server. */
  public Sandbox sandbox() {
    return mesh.sandbox();
  }

  /** Where the mesh's gateway answers. */
  public URI gateway() {
    return mesh.process().gateway().orElseThrow();
  }

  /**
   * Applies one or several YAML documents as {@code kubectl apply --server-side --force-conflicts}
   * does.
   *
   * @return the objects as the server has them
   */
  public List<HasMetadata> apply(String yaml) {
    // A document that begins with a brace would be taken for JSON.
    return client()
        .load(new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
        .items()
        .stream()
        .map(this::apply)
        .toList();
  }

  /** Applies a file of YAML documents. */
  public List<HasMetadata> apply(Path yaml) {
    try {
      return apply(Files.readString(yaml));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + yaml, unreadable);
    }
  }

  /** Applies one object. */
  public <T extends HasMetadata> T apply(T object) {
    var resource = client().resource(object);
    String wanted = object.getMetadata().getNamespace();
    return resource
        .inNamespace(wanted == null ? namespace : wanted)
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  /** The object, if there is one. */
  public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
    return Optional.ofNullable(
        client().resources(type).inNamespace(namespace).withName(name).get());
  }

  /** The object, which must be there. */
  public <T extends HasMetadata> T get(Class<T> type, String name) {
    return find(type, name)
        .orElseThrow(() -> new AssertionError("there is no " + words(type, name)));
  }

  /** Deletes the object; whether it was there. */
  public boolean delete(Class<? extends HasMetadata> type, String name) {
    return !client().resources(type).inNamespace(namespace).withName(name).delete().isEmpty();
  }

  /**
   * Waits until the object is there and fits.
   *
   * @param expectation completes the sentence "the object …", such as {@code "has 2 replicas"}
   */
  public <T extends HasMetadata> T await(
      Class<T> type, String name, String expectation, Predicate<T> fits) {
    return Waiting.until(
        () -> find(type, name).filter(fits),
        () ->
            "%s %s: not within %d s; %s"
                .formatted(
                    words(type, name), expectation, Waiting.MAX.toSeconds(), state(type, name)));
  }

  /** Waits until the object is there. */
  public <T extends HasMetadata> T await(Class<T> type, String name) {
    return await(type, name, "exists", _ -> true);
  }

  /** Waits until the object's status has this condition. */
  public <T extends HasMetadata> T awaitCondition(
      Class<T> type, String name, String condition, String status) {
    return await(
        type,
        name,
        "says " + condition + "=" + status,
        object ->
            conditions(object)
                .anyMatch(it -> condition.equals(it.getType()) && status.equals(it.getStatus())));
  }

  /** Waits until the object is gone. */
  public void awaitGone(Class<? extends HasMetadata> type, String name) {
    var _ =
        Waiting.until(
            () -> find(type, name).isPresent() ? Optional.<String>empty() : Optional.of(name),
            () -> "%s is still there; %s".formatted(words(type, name), state(type, name)));
  }

  /** Waits until no object is due, being reconciled or held; what is delayed stays so. */
  public void awaitQuiet() {
    var _ =
        Waiting.until(
            () -> mesh.busy().isEmpty() ? Optional.of(namespace) : Optional.<String>empty(),
            () -> "the mesh does not come to rest: " + mesh.busy());
  }

  /** The objects of a kind that the object controls. */
  public <C extends HasMetadata> List<C> children(HasMetadata owner, Class<C> type) {
    String uid = owner.getMetadata().getUid();
    return client().resources(type).inNamespace(namespace).list().getItems().stream()
        .filter(child ->
            child.getMetadata().getOwnerReferences().stream()
                .anyMatch(it -> Boolean.TRUE.equals(it.getController()) && it.getUid().equals(uid)))
        .toList();
  }

  /** What Fairlead says of a primary object, in a sentence. */
  public String why(HasMetadata primary) {
    return why(primary.getClass(), primary.getMetadata().getName())
        .orElse("nothing is known of it");
  }

  private String state(Class<? extends HasMetadata> type, String name) {
    String now =
        find(type, name)
            .map(it -> "it is now\n" + client().getKubernetesSerialization().asYaml(it))
            .orElse("it is not there");
    return why(type, name).map(why -> "Fairlead says: " + why + "; " + now).orElse(now);
  }

  private Optional<String> why(Class<? extends HasMetadata> type, String name) {
    Optional<String> controller = mesh.controllerOf(type);
    if (controller.isEmpty()) {
      return Optional.empty();
    }
    String path =
        GatewayClient.path(
            "api", "v1", "controllers", controller.get(), "objects", namespace, name, "explain");
    try {
      JsonNode explained = mesh.gateway().get(path);
      return Optional.of(explained.path("summary").asText());
    } catch (GatewayFailure unknown) {
      return Optional.of(String.valueOf(unknown.getMessage()));
    }
  }

  private Stream<Condition> conditions(HasMetadata object) {
    GenericKubernetesResource generic =
        client().getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    if (generic.get("status", "conditions") instanceof List<?> conditions) {
      return conditions.stream()
          .filter(Map.class::isInstance)
          .map(it -> client().getKubernetesSerialization().convertValue(it, Condition.class));
    }
    return Stream.empty();
  }

  private String words(Class<? extends HasMetadata> type, String name) {
    return "%s %s/%s".formatted(HasMetadata.getKind(type), namespace, name);
  }

  @Override
  public void close() {
    mesh.close();
  }
}
