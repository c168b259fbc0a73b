package dev.fairlead.sdk.webhook;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What somebody wants to do to an object. Objects are fresh copies that nobody else sees.
 *
 * @param <P> the object
 */
public sealed interface Review<P extends HasMetadata> {

  /** The object as it would be; what would be deleted, for a delete. */
  P object();

  /** Who asks, and how. */
  Request request();

  /** A new object. It has no uid yet, and no name where {@code generateName} is used. */
  record Create<P extends HasMetadata>(P object, Request request) implements Review<P> {}

  /** A change of an object from {@code old}. */
  record Update<P extends HasMetadata>(P old, P object, Request request) implements Review<P> {}

  /** The end of an object; its finalizers are still to run. */
  record Delete<P extends HasMetadata>(P object, Request request) implements Review<P> {}

  /** A create by {@link User#TEST}, for tests. */
  static <P extends HasMetadata> Create<P> create(P object) {
    return new Create<>(object, Request.about(object));
  }

  /** An update by {@link User#TEST}, for tests. */
  static <P extends HasMetadata> Update<P> update(P old, P object) {
    return new Update<>(old, object, Request.about(object));
  }

  /** A delete by {@link User#TEST}, for tests. */
  static <P extends HasMetadata> Delete<P> delete(P object) {
    return new Delete<>(object, Request.about(object));
  }
}
