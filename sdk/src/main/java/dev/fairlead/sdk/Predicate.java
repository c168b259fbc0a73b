package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which objects, and which of their changes, call a {@link Reconciler}. Named in {@link
 * Reads#predicate}, {@link Owns#predicate} or {@link Controller#predicate}, with a constructor
 * without parameters.
 *
 * <p>It does not compare an old object with a new one: it says of each what matters, and Fairlead
 * compares. So nothing is lost when versions are skipped, as by a watch that broke.
 *
 * <p>Like {@link SecondaryToPrimary} it runs in the watcher, once for every version of an object,
 * and needs watchers of the operator's own jar. It decides who is called, not what is seen: what
 * does not matter is still in {@link Observed}. Thread-safe.
 *
 * @param <T> the kind
 */
@FunctionalInterface
public interface Predicate<T extends HasMetadata> {

  /**
   * Whether the object matters. One that does not, calls nobody, whether it comes, changes or goes;
   * that it begins to matter, or ceases to, is a change.
   */
  boolean test(T object);

  /**
   * What of the object matters, as anything that can be written as JSON: a change that leaves it
   * equal calls nobody. By default every change does.
   */
  default @Nullable Object matters(T object) {
    return object.getMetadata().getResourceVersion();
  }

  /** Stands for no predicate. */
  final class Everything implements Predicate<HasMetadata> {
    @Override
    public boolean test(HasMetadata object) {
      return true;
    }
  }
}
