package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.function.Consumer;

/** The steps of which stories are made. */
final class Steps {

  private Steps() {}

  /** Everything that is given is created. */
  static Step given() {
    return new Step(
        "what is given is created",
        run -> {
          run.around().forEach(it -> create(run.client(), it));
          create(run.client(), run.primary());
        });
  }

  static void create(KubernetesClient client, HasMetadata object) {
    var _ = client.resource(object).create();
  }

  /** The primary is changed by its author. */
  static <P extends HasMetadata> Step change(String what, P primary, Consumer<P> change) {
    return new Step(
        what,
        run -> {
          P now = run.client().resource(primary).get();
          change.accept(now);
          var _ = run.client().resource(now).update();
        });
  }

  /** A JSON merge patch of the primary. */
  static Step patch(String what, HasMetadata primary, ObjectNode patch) {
    return new Step(what, run -> run.server().merge(generic(run.client(), primary), patch));
  }

  /** The primary is again as it was given. */
  static Step back(HasMetadata primary) {
    return new Step(
        "the primary is set back to what it was at first",
        run -> {
          KubernetesClient client = run.client();
          ObjectNode first = generic(client, primary);
          ObjectNode now = generic(client, client.resource(primary).get());
          now.properties().removeIf(it -> !isKept(it.getKey()));
          first
              .properties()
              .forEach(it -> {
                if (!isKept(it.getKey())) {
                  now.set(it.getKey(), it.getValue());
                }
              });
          for (String each : List.of("labels", "annotations")) {
            ObjectNode metadata = now.withObjectProperty("metadata");
            metadata.set(each, first.path("metadata").get(each));
          }
          var _ =
              client
                  .resource(
                      client
                          .getKubernetesSerialization()
                          .convertValue(now, GenericKubernetesResource.class))
                  .update();
        });
  }

  private static boolean isKept(String field) {
    return List.of("apiVersion", "kind", "metadata").contains(field);
  }

  /** The primary is deleted, in the background. */
  static Step deletion(HasMetadata primary) {
    return new Step(
        "the primary is deleted",
        run -> {
          var _ = run.client().resource(primary).delete();
        });
  }

  static ObjectNode generic(KubernetesClient client, HasMetadata object) {
    KubernetesSerialization serialization = client.getKubernetesSerialization();
    return serialization.convertValue(object, ObjectNode.class);
  }
}
