package dev.fairlead.watcher.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import java.util.Set;

/** Whom a dispatcher's driver acts for: it stands for the Lease. Called on the loop. */
public interface Superior {

  /** Whether the driver may take in anything at this moment. */
  boolean mayAct();

  /** These workers have to be on the roster. */
  void wantRoster(Set<Incarnation> workers);

  /** A worker has promised a higher epoch to another owner. */
  void abdicate(long promised);

  /** No worker hears this owner. */
  void reachNobody();

  /** The owner has stopped, and nothing of it is left. */
  void settled();
}
