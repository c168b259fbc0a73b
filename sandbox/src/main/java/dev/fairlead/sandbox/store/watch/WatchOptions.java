package dev.fairlead.sandbox.store.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a watch asks for.
 *
 * @param after the revision after which changes are told; empty for the state first, as events that
 *     add its objects, and then its changes
 * @param filter which objects; empty for all. It is called on the thread that reads the watch
 * @param bookmarks whether the client wants them. kube-apiserver ends an initial state with one
 *     whenever it does
 * @param bookmarkEvery how long after a bookmark the next comes
 * @param deadline when the watch ends; empty for never
 */
public record WatchOptions(
    Scope scope,
    OptionalLong after,
    Optional<Predicate<ObjectNode>> filter,
    boolean bookmarks,
    Duration bookmarkEvery,
    Optional<Instant> deadline,
    Interception interception) {

  /** As often as kube-apiserver sends bookmarks. */
  public static final Duration BOOKMARK_EVERY = Duration.ofMinutes(1);

  /** The state first, then its changes. */
  public static WatchOptions of(Scope scope) {
    return new WatchOptions(
        scope,
        OptionalLong.empty(),
        Optional.empty(),
        false,
        BOOKMARK_EVERY,
        Optional.empty(),
        Interception.NONE);
  }

  public WatchOptions after(long revision) {
    return new WatchOptions(
        scope, OptionalLong.of(revision), filter, bookmarks, bookmarkEvery, deadline, interception);
  }

  public WatchOptions matching(Predicate<ObjectNode> which) {
    return new WatchOptions(
        scope, after, Optional.of(which), bookmarks, bookmarkEvery, deadline, interception);
  }

  public WatchOptions bookmarks(Duration every) {
    return new WatchOptions(scope, after, filter, true, every, deadline, interception);
  }

  public WatchOptions until(Instant end) {
    return new WatchOptions(
        scope, after, filter, bookmarks, bookmarkEvery, Optional.of(end), interception);
  }

  public WatchOptions through(Interception other) {
    return new WatchOptions(scope, after, filter, bookmarks, bookmarkEvery, deadline, other);
  }
}
