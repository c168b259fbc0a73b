package dev.fairlead.protocol.message;

import dev.fairlead.protocol.declaration.Declaration;
import java.util.List;

/**
 * Broadcast by a worker at its start and with every beat interval: who it is and what it can
 * reconcile. Watchers take up the controllers they hear of; owners answer with {@link Hello}.
 */
public record Announce(Incarnation worker, List<Declaration> declarations, String zone) {

  public Announce {
    declarations = List.copyOf(declarations);
  }
}
