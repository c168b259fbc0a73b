package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one kind does beyond the verbs that all have in common. Objects given to {@code prepare…}
 * and {@code defaults} belong to the caller's request and are changed in place; old ones are not.
 * Stateless, thread-safe.
 */
public interface Strategy {

  /** Fills in what the object leaves open, on every write and in the version that was sent. */
  void defaults(Kind kind, ObjectNode object);

  /**
   * Takes away what a client may not set when it creates, such as status, and sets the first
   * generation.
   */
  void prepareForCreate(Kind kind, ObjectNode object);

  /**
   * Takes from the old object what this write may not change, and counts the generation.
   *
   * @param subresource {@code status}, {@code scale}; empty for the object itself
   */
  void prepareForUpdate(Kind kind, String subresource, ObjectNode object, ObjectNode old);

  /** What is wrong with a new object, apart from its metadata; empty if nothing. */
  List<FieldError> validate(Kind kind, ObjectNode object);

  /** What is wrong with a change, apart from metadata. */
  List<FieldError> validateUpdate(Kind kind, String subresource, ObjectNode object, ObjectNode old);

  /**
   * Changes an object when it is first asked to be deleted, in place: a finalizer that is added
   * here keeps it until somebody has cleaned up behind it.
   *
   * @param object a copy of what is stored
   */
  default void prepareForDelete(Kind kind, ObjectNode object, Instant now) {}

  /** What is wrong with an object's name; empty if nothing. */
  default List<String> faultsOfName(Kind kind, String name) {
    return Names.dns1123Subdomain(name);
  }

  /** What is wrong with the name of a finalizer, well-formed as it is; empty if nothing. */
  default List<String> faultsOfFinalizer(String finalizer) {
    return List.of();
  }

  /** Whether a PUT of an absent object creates it. */
  default boolean allowsCreateOnUpdate() {
    return false;
  }

  /** Whether an update may come without a resourceVersion. */
  default boolean allowsUnconditionalUpdate() {
    return false;
  }

  /**
   * The dotted top-level paths that a write through this endpoint never owns, such as {@code
   * status}.
   */
  List<String> resetFields(Kind kind, String subresource);

  /**
   * The propagation policy where a client names none: {@code Background}, {@code Orphan}; empty for
   * the server's default.
   */
  default Optional<String> defaultPropagation() {
    return Optional.empty();
  }

  /**
   * How long an object stays after its deletion is asked for, such as a running Pod.
   *
   * @param asked by the client; empty for the kind's own time
   * @return empty or 0 if it goes at once
   */
  default OptionalLong graceSeconds(Kind kind, ObjectNode object, OptionalLong asked) {
    return OptionalLong.empty();
  }

  /** Whether a DELETE answers the object as it was, instead of a Status. */
  default boolean returnsDeletedObject(Kind kind) {
    return false;
  }
}
