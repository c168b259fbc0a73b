package dev.fairlead.testkit.perturb;

import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is played in every run.
 *
 * @param controller makes the reconciler anew, as a process does that starts
 * @param primary as it is created
 * @param around what is created before it
 * @param steps after its creation
 * @param others what others do in the cluster after every call
 * @param promises what has to hold after every call
 */
record Story<P extends HasMetadata>(
    Supplier<ControllerDefinition<P>> controller,
    P primary,
    List<HasMetadata> around,
    List<Step> steps,
    Consumer<KubernetesClient> others,
    List<Promise> promises) {

  Story {
    around = List.copyOf(around);
    steps = List.copyOf(steps);
    promises = List.copyOf(promises);
  }

  /** Something that has to hold after every call. */
  record Promise(String what, Predicate<KubernetesClient> holds) {}

  /** The same with other steps. */
  Story<P> with(List<Step> others) {
    return new Story<>(controller, primary, around, others, this.others, promises);
  }

  /** What is to be installed before the first run. */
  List<CustomResourceDefinition> definitions() {
    return around.stream()
        .filter(CustomResourceDefinition.class::isInstance)
        .map(CustomResourceDefinition.class::cast)
        .toList();
  }

  /** What is to be created in each run. */
  List<HasMetadata> objects() {
    return around.stream().filter(it -> !(it instanceof CustomResourceDefinition)).toList();
  }
}
