package dev.fairlead.sandbox.fault;

import java.time.Duration;

/** What a fault does to the requests that it meets. */
public sealed interface Effect {

  /** Whether it can do anything to such a request at all. */
  boolean concerns(Target target);

  /** Whether it acts on such a request as an open watch, rather than when it comes. */
  default boolean onWatch(Target target) {
    return false;
  }

  /** Whether it goes on to act on watches that it has met. */
  default boolean lasting() {
    return false;
  }

  /** What is done to watches, those that are open and those that are opened. */
  sealed interface OnWatch extends Effect {

    @Override
    default boolean concerns(Target target) {
      return target.watches();
    }

    @Override
    default boolean onWatch(Target target) {
      return true;
    }

    @Override
    default boolean lasting() {
      return true;
    }
  }

  /** The request waits before it is served: as long as chance says between the two. */
  record Latency(Duration min, Duration max) implements Effect {
    public Latency {
      if (min.isNegative() || max.compareTo(min) < 0) {
        throw new IllegalArgumentException("a latency from " + min + " to " + max);
      }
    }

    @Override
    public boolean concerns(Target target) {
      return true;
    }
  }

  /**
   * The request is answered with an error, and nothing happens.
   *
   * @param code 400 to 599
   * @param reason in the API's words; empty for the code's usual one
   * @param message empty for a usual one
   */
  record Refusal(int code, String reason, String message) implements Effect {
    public Refusal {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("an error has a code from 400 to 599: " + code);
      }
    }

    @Override
    public boolean concerns(Target target) {
      return true;
    }
  }

  /** 429, with how long to stay away. */
  record TooManyRequests(Duration retryAfter) implements Effect {
    @Override
    public boolean concerns(Target target) {
      return true;
    }
  }

  /** 410: the list's page or state, or the watch's revision, is no longer known. */
  record Expired() implements Effect {
    @Override
    public boolean concerns(Target target) {
      return target.verb().equals("list") || target.watches();
    }

    @Override
    public boolean onWatch(Target target) {
      return target.watches();
    }
  }

  /** 409: somebody else has changed the object. */
  record Conflict() implements Effect {
    @Override
    public boolean concerns(Target target) {
      return target.verb().equals("update") || target.verb().equals("patch");
    }
  }

  /** The write happens, and its answer comes this much later; for ever late if zero. */
  record LateAnswer(Duration delay) implements Effect {
    @Override
    public boolean concerns(Target target) {
      return target.writes();
    }
  }

  /** The connection is closed without an answer, and nothing happens; open watches end too. */
  record Partition() implements Effect {
    @Override
    public boolean concerns(Target target) {
      return true;
    }
  }

  /** Open watches end without a word; so do new ones. */
  record DropWatch() implements OnWatch {}

  /** Open watches and new ones stay open and silent as long as the fault lasts. */
  record FreezeWatch() implements OnWatch {}

  /** Watches tell every event twice. */
  record DuplicateEvents() implements OnWatch {}

  /** Bookmarks of watches come this much later, behind what was newer than they are. */
  record LateBookmarks(Duration delay) implements OnWatch {}

  /**
   * Reads see what there was when the fault began, as from a replica that lags behind.
   *
   * @param catchesUp whether watches are told the rest when the fault ends; otherwise they never
   *     are
   */
  record OldState(boolean catchesUp) implements Effect {
    @Override
    public boolean concerns(Target target) {
      return target.reads() && !target.resource().isEmpty();
    }

    @Override
    public boolean onWatch(Target target) {
      return target.watches();
    }

    @Override
    public boolean lasting() {
      return true;
    }
  }
}
