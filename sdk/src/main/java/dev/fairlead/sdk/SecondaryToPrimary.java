package dev.fairlead.sdk;

import dev.fairlead.protocol.object.NamespacedName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;

/**
 * Leads from an object of a read kind to the primaries that it concerns, in Java, where {@link
 * Reads#byField}, {@link Reads#byLabel} and {@link Reads#byOwner} cannot say it. Named in {@link
 * Reads#mapping}, with a constructor without parameters.
 *
 * <p>It runs in the watcher, so every watcher has to be a process of this operator's own jar; a
 * watcher that is another program refuses the controller by its name. It is asked once for every
 * version of an object, on a thread of the stream that brings it, and answers by the object alone:
 * a relation that stands in the primary is {@link Reads#byField}. An exception makes the object one
 * that cannot be decoded: it is reported, what was known of it stays, and the others go on.
 * Thread-safe.
 *
 * @param <S> the read kind
 */
@FunctionalInterface
public interface SecondaryToPrimary<S extends HasMetadata> {

  /** The names of the primaries; those that are not there are passed over. */
  Collection<NamespacedName> primaries(S object);

  /** Stands for no mapping in Java. */
  final class None implements SecondaryToPrimary<HasMetadata> {
    @Override
    public Collection<NamespacedName> primaries(HasMetadata object) {
      return List.of();
    }
  }
}
