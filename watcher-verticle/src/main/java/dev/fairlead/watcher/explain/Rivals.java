package dev.fairlead.watcher.explain;

import dev.fairlead.protocol.object.ObjectRef;
import java.util.Optional;

/** Who else writes to an object, for whoever has to explain a conflict. */
@FunctionalInterface
public interface Rivals {

  /** Nobody is known. */
  Rivals UNKNOWN = _ -> Optional.empty();

  /**
   * The field manager that changed the object last and is none of Fairlead's, with the subresource
   * that it changed. Empty if there is none, or it cannot be found out. May block for a second.
   */
  Optional<String> last(ObjectRef ref);
}
