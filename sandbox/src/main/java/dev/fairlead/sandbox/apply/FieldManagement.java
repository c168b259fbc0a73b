package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.Optional;

/**
 * Keeps {@code metadata.managedFields}. Objects given are not changed; objects returned are new.
 * Thread-safe.
 */
public final class FieldManagement {

  private final Kinds kinds;

  /**
   * @param kinds to know which versions of a kind are still served: entries of others are dropped
   */
  public FieldManagement(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * A create, an update, or a patch that is no apply.
   *
   * @param live the object as it stands, in the version of the request; empty for a create
   * @param updated the object that is to be stored, defaults filled in
   * @return {@code updated} with its {@code managedFields}
   */
  public ObjectNode update(FieldWrite write, Optional<ObjectNode> live, ObjectNode updated) {
    throw new UnsupportedOperationException(kinds + " " + write + live + updated);
  }

  /**
   * A server-side apply.
   *
   * @param live the object as it stands, in the version of the request; empty if there is none
   * @param configuration what the manager wants, and nothing else
   * @param force takes over what others own, instead of a conflict
   * @return the object that is to be stored, before defaults
   * @throws Rejection 409 for conflicts; 400 for another version or managedFields in the
   *     configuration; 500 where the configuration does not fit the schema
   */
  public ObjectNode apply(
      FieldWrite write, Optional<ObjectNode> live, ObjectNode configuration, boolean force)
      throws Rejection {
    throw new Rejection(
        dev.fairlead.sandbox.rejection.Status.badRequest(
            "" + write + live + configuration + force));
  }

  /**
   * To be called last, before a write is compared with what is stored: where nothing but the times
   * in {@code managedFields} differs, the write changes nothing at all.
   *
   * @return {@code live} if the two differ in those times only, otherwise {@code updated}
   */
  public static ObjectNode unlessOnlyTimesDiffer(ObjectNode updated, ObjectNode live) {
    return updated.equals(live) ? live : updated;
  }
}
