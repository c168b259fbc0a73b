package dev.fairlead.sandbox.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The state of a collection after some revision: what was written, over what is generated.
 * Immutable.
 */
record Snapshot(Tree<Entry> written, Optional<Generated> generated) {

  static final Snapshot EMPTY = new Snapshot(Tree.empty(), Optional.empty());

  /** What is under the key; empty where nothing is or no more. */
  Optional<Entry.Present> get(Key key) {
    return switch (written.get(key).orElse(null)) {
      case Entry.Present present -> Optional.of(present);
      case Entry.Gone gone -> Optional.empty();
      case null -> generated.flatMap(source -> source.find(key));
    };
  }

  Snapshot with(Key key, Entry.Present entry) {
    return new Snapshot(written.with(key, entry, covers(key) ? 0 : 1), generated);
  }

  Snapshot without(Key key) {
    return new Snapshot(
        covers(key) ? written.with(key, new Entry.Gone(), -1) : written.without(key), generated);
  }

  private boolean covers(Key key) {
    return generated.flatMap(source -> source.find(key)).isPresent();
  }

  /** How many objects are between two keys, without both. */
  private long count(Key after, Key before) {
    int made = generated.map(it -> it.position(before) - it.positionAfter(after)).orElse(0);
    return Math.max(0, made) + written.total(after, before);
  }

  /**
   * Answers a query.
   *
   * @param revision of this state
   */
  Listing.Page page(long revision, Query query) {
    Scope scope = query.scope();
    if (!scope.name().isEmpty()) {
      List<Stored> one =
          get(scope.key()).map(Entry.Present::read).filter(matches(query)).stream().toList();
      return new Listing.Page(revision, one, Optional.empty(), OptionalLong.empty());
    }
    Key start = scope.start();
    Key after = query.after().filter(it -> it.compareTo(start) > 0).orElse(start);
    Key end = scope.end();
    if (query.limit() == 0) {
      Iterable<Stored> all = () -> read(new Walk(this, after, end), query).iterator();
      return new Listing.Page(revision, all, Optional.empty(), OptionalLong.empty());
    }
    List<Stored> items = read(new Walk(this, after, end), query).limit(query.limit()).toList();
    if (items.size() < query.limit()) {
      return new Listing.Page(revision, items, Optional.empty(), OptionalLong.empty());
    }
    Key last = items.getLast().key();
    long remaining = count(last, end);
    return new Listing.Page(
        revision,
        items,
        remaining == 0 ? Optional.empty() : Optional.of(last),
        remaining == 0 || query.filter().isPresent()
            ? OptionalLong.empty()
            : OptionalLong.of(remaining));
  }

  /** What was written, in order. */
  Stream<Stored> objects() {
    return written
        .values()
        .filter(Entry.Present.class::isInstance)
        .map(Entry.Present.class::cast)
        .map(Entry.Present::read);
  }

  private static Stream<Stored> read(Walk walk, Query query) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED), false)
        .map(Entry.Present::read)
        .filter(matches(query));
  }

  private static Predicate<Stored> matches(Query query) {
    return stored -> query.filter().isEmpty() || query.filter().get().test(stored.object());
  }
}
