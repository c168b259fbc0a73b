package dev.fairlead.kube.stream;

import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Opens lists and watches on one connection. Opening is cheap: the calls are made when the stream
 * runs. It remembers whether the server offers WatchList. Thread-safe.
 */
public final class ListerWatcher {

  private final ApiServer server;
  private final StreamLimits limits;
  private final AtomicBoolean watchListRefused;
  private final Set<Selection> expired;

  /** Streams of a server. */
  public ListerWatcher(ApiServer server, StreamLimits limits) {
    this(server, limits, new AtomicBoolean(), ConcurrentHashMap.newKeySet());
  }

  private ListerWatcher(
      ApiServer server,
      StreamLimits limits,
      AtomicBoolean watchListRefused,
      Set<Selection> expired) {
    this.server = server;
    this.limits = limits;
    this.watchListRefused = watchListRefused;
    this.expired = expired;
  }

  /** The same streams with other limits. */
  public ListerWatcher with(StreamLimits other) {
    return new ListerWatcher(server, other, watchListRefused, expired);
  }

  /**
   * Lists once, page by page: {@code Added} for each object, {@code Synced}, then the end.
   *
   * @param notOlderThan the list is at least as new as this; {@code NONE} asks for a consistent
   *     read
   */
  public ObjectStream list(Selection selection, ResourceVersion notOlderThan) {
    return new ObjectStream(server, limits, selection, new ListPlan(notOlderThan, expired));
  }

  /** Watches from a version that was seen: what changed after it, and bookmarks. */
  public ObjectStream watch(Selection selection, ResourceVersion from) {
    return new ObjectStream(server, limits, selection, new WatchPlan(from));
  }

  /**
   * The same for so long and not longer. The server sends a bookmark two seconds before the end.
   *
   * @param length whole seconds
   */
  public ObjectStream briefWatch(Selection selection, ResourceVersion from, Duration length) {
    return new ObjectStream(server, limits, selection, new WatchPlan(from, Optional.of(length)));
  }

  /**
   * Shows the initial set ({@code Added} for each object, then {@code Synced}) and goes on
   * watching, in one WatchList call where the server offers it, as a list and a watch where not. If
   * it ends before {@code Synced} nothing of the set counts.
   *
   * @param notOlderThan the set is at least as new as this; {@code NONE} asks for a consistent one
   */
  public ObjectStream listAndWatch(Selection selection, ResourceVersion notOlderThan) {
    return new ObjectStream(
        server, limits, selection, new ListAndWatchPlan(notOlderThan, watchListRefused, expired));
  }
}
