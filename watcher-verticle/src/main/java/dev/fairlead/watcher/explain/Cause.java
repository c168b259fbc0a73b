package dev.fairlead.watcher.explain;

import java.util.List;

/** Why a primary is as it is. Which of several causes is told, {@link Diagnosis} says. */
public sealed interface Cause permits Waiting, Refusal, Shortfall, Showing {

  /** The cause in a word that stays as it is, for machines. */
  default String word() {
    return getClass().getSimpleName();
  }

  /** The cause in one line, and what helps. */
  String sentence();

  /** What would move the object on, in a few words; empty if it waits for nothing. */
  String waitingFor();

  /** What stands in the way, if that can be named. */
  default List<String> blockedBy() {
    return List.of();
  }
}
