package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.watch.Interception;
import dev.fairlead.sandbox.store.watch.Watch;
import dev.fairlead.sandbox.store.watch.WatchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** GET with {@code watch}: what changes, until the time is up. */
final class WatchVerb {

  /** A client that names no time gets between this and twice as much. */
  private static final long SECONDS_MIN = 1800;

  private final Registry registry;

  WatchVerb(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param interception what stands between the watch and its client
   */
  Answer serve(Call call, Kind kind, Interception interception) throws Rejection {
    ListOptions options = ListOptions.parse(call.query(), true);
    Selection selection = Selection.parse(call, kind);
    long seconds =
        options.timeoutSeconds() > 0
            ? options.timeoutSeconds()
            : ThreadLocalRandom.current().nextLong(SECONDS_MIN, 2 * SECONDS_MIN);
    Instant deadline = registry.clock().instant().plus(Duration.ofSeconds(seconds));
    WatchOptions watch =
        new WatchOptions(
            selection.scope(),
            after(options),
            selection.filter(),
            options.bookmarks(),
            WatchOptions.BOOKMARK_EVERY,
            Optional.of(deadline),
            interception);
    return new Answer.Watching(kind, Watch.open(registry.store(), watch, registry.clock()));
  }

  /** The revision after which changes are told; empty for the state first. */
  private OptionalLong after(ListOptions options) throws Rejection {
    long revision = ResourceVersion.ofRead(options.resourceVersion());
    boolean initial = options.sendInitialEvents().orElse(revision == 0);
    if (initial) {
      long current = registry.store().revision();
      if (revision > current) {
        throw ResourceVersion.tooLarge(revision, current).rejection();
      }
      return OptionalLong.empty();
    }
    return OptionalLong.of(revision == 0 ? registry.store().revision() : revision);
  }
}
