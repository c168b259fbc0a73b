package dev.fairlead.sandbox.store.watch;

import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Changes;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The events of a watch as they are, before anything is planted. One thread reads. */
final class EventSource {

  private static final int BATCH_MAX = 100;

  private final InstantSource clock;
  private final Optional<Bookmarks> bookmarks;
  private final Selection selection;
  private final Iterator<Stored> initial;
  private final Changes changes;
  private long revision;
  private boolean initialEndDue;
  private boolean started;
  private boolean ended;

  private EventSource(
      WatchOptions options,
      InstantSource clock,
      Iterator<Stored> initial,
      Changes changes,
      long revision) {
    this.clock = clock;
    this.bookmarks =
        Optional.of(options)
            .filter(WatchOptions::bookmarks)
            .map(it -> new Bookmarks(it.bookmarkEvery(), it.deadline(), clock.instant()));
    this.selection = new Selection(options.filter());
    this.initial = initial;
    this.changes = changes;
    this.revision = revision;
    this.started = options.after().isEmpty();
    this.initialEndDue = started && options.bookmarks();
  }

  static EventSource open(Store store, WatchOptions options, InstantSource clock) {
    Scope scope = options.scope();
    if (options.after().isPresent()) {
      long after = options.after().getAsLong();
      Changes changes = store.changes(scope, after);
      return new EventSource(options, clock, Collections.emptyIterator(), changes, after);
    }
    Listing.Page page =
        store.state(new Query(scope, OptionalLong.empty(), Optional.empty(), 0, options.filter()));
    return new EventSource(
        options,
        clock,
        page.items().iterator(),
        store.changes(scope, page.revision()),
        page.revision());
  }

  /** Whether nothing will come any more. */
  boolean ended() {
    return ended;
  }

  void close() {
    changes.close();
  }

  /**
   * @return what there is; nothing if that took too long, or it has ended
   */
  List<WatchEvent> next(Duration patience) throws InterruptedException {
    List<WatchEvent> events = new ArrayList<>();
    while (initial.hasNext() && events.size() < BATCH_MAX) {
      events.add(new WatchEvent.Added(initial.next()));
    }
    if (initial.hasNext()) {
      return events;
    }
    if (initialEndDue) {
      initialEndDue = false;
      events.add(new WatchEvent.Bookmark(revision, true));
    }
    if (events.isEmpty()) {
      readChanges(events, untilBookmark(patience));
    }
    if (!ended && bookmarks.isPresent() && bookmarks.get().take(clock.instant())) {
      events.add(new WatchEvent.Bookmark(revision, false));
    }
    return events;
  }

  private Duration untilBookmark(Duration patience) {
    return bookmarks
        .flatMap(Bookmarks::next)
        .map(due -> Duration.between(clock.instant(), due))
        .filter(left -> left.compareTo(patience) < 0)
        .orElse(patience);
  }

  private void readChanges(List<WatchEvent> events, Duration patience) throws InterruptedException {
    switch (changes.read(BATCH_MAX, patience)) {
      case Changes.Read.Some some -> {
        started = true;
        revision = Math.max(revision, some.revision());
        some.changes().forEach(change -> selection.event(change).ifPresent(events::add));
      }
      case Changes.Read.Lost lost -> {
        ended = true;
        if (!started) {
          events.add(new WatchEvent.Failed(tooOld(lost)));
        }
      }
      case Changes.Read.Closed closed -> ended = true;
    }
  }

  private Status tooOld(Changes.Read.Lost lost) {
    return Status.of(
        410, "Expired", "too old resource version: %d (%d)".formatted(revision, lost.oldest()));
  }
}
