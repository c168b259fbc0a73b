package dev.fairlead.watcher.ownership;

import dev.fairlead.protocol.message.Incarnation;

/**
 * Finds out whether a process is dead without doubt: the one kind of news on which a Lease is taken
 * before it has expired.
 */
@FunctionalInterface
public interface DeathProbe {

  /** Never proves anything. */
  DeathProbe NONE = (_, _) -> {};

  /**
   * Looks, and runs {@code proven} on any thread if the process is certainly dead. What lives,
   * cannot be reached or is not known proves nothing, and nothing is said then.
   */
  void probe(Incarnation suspect, Runnable proven);
}
