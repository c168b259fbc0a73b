package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Writes to the cluster in the middle of an attempt, for what {@link Desired} cannot say: objects
 * of other namespaces, of kinds that are not owned, in a certain order.
 *
 * <p>Every write goes through the same gate as children do, blocks until the API server has
 * answered, and is bounded by the write timeout. None overwrites what it has not seen: updates and
 * deletes carry the uid and resourceVersion of the object that they are given. Expected answers are
 * values.
 *
 * <p>No owner reference is set, and nothing written here is deleted by {@link Desired}, unless it
 * is of an owned kind and controlled by the primary. The role of the reconciler needs the
 * permission.
 *
 * <p>Each throws {@link RevokedException} when the attempt may not write any more.
 */
public interface Writes {

  /** Creates the object; one that exists already is a {@link WriteResult.Conflict}. */
  <T extends HasMetadata> WriteResult<T> create(T object);

  /**
   * Applies the object server-side under the manager {@code fairlead.<controller>}: with a uid and
   * resourceVersion to exactly that state, without them as a creation.
   */
  <T extends HasMetadata> WriteResult<T> apply(T object);

  /**
   * Applies some fields of an object under a manager of their own, {@code
   * fairlead.<controller>.<part>}, so that they stay when a {@link Desired} child no longer states
   * them: the way to hand a field over to somebody else without its value being lost.
   *
   * @param object the name and these fields alone, with the uid and resourceVersion of exactly the
   *     state that they are applied to
   * @param part one word, which names what is handed over, such as {@code replicas}
   */
  <T extends HasMetadata> WriteResult<T> apply(T object, String part);

  /**
   * Merges a JSON merge patch (RFC 7396) into exactly this state of an object.
   *
   * @param observed with uid and resourceVersion
   */
  <T extends HasMetadata> WriteResult<T> patch(T observed, String mergePatch);

  /**
   * Deletes exactly this state of an object, its dependants in the background. What is gone already
   * is {@link WriteResult.Done}.
   *
   * @param observed with uid and resourceVersion
   */
  <T extends HasMetadata> WriteResult<T> delete(T observed);
}
