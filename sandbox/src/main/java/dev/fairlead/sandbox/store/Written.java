package dev.fairlead.sandbox.store;

import java.util.Optional;

/** The answer to a write. */
public sealed interface Written {

  /**
   * It is done.
   *
   * @param stored the object as it is now; of a delete the last version with the revision of the
   *     delete
   */
  record Done(Stored stored) implements Written {}

  /**
   * The object is not what the caller thought, and nothing was changed.
   *
   * @param current empty where there is none
   */
  record Conflict(Optional<Stored> current) implements Written {}
}
