package dev.fairlead.sandbox.behaviour;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One thing that a cluster does by itself. Called by one thread at a time; what it remembers is a
 * help, and the truth is in the store.
 */
interface Controller {

  /** Who owns the fields that they write: kube runs them all in one process. */
  String MANAGER = "kube-controller-manager";

  /** Its name in messages, which is kube's. */
  String name();

  /** Whether it wants to hear of changes there. */
  boolean watches(String collection);

  /**
   * Something changed.
   *
   * @param look gets the keys that are to be looked at
   */
  void changed(Seen change, Consumer<Key> look);

  /**
   * Does what is to be done about an object now.
   *
   * @return when to look at it again, if nothing changes before; empty for not at all
   * @throws Rejection if a write was refused; it is looked at again soon
   */
  Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection;
}
