package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.time.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps one collection of the API server in step with its cache, after client-go's {@code
 * Reflector}: it lists, follows the changes, opens the stream again when it ends, and lists again
 * when it must.
 *
 * <p>Progress, the version up to which the cache is complete, never goes back: older events are
 * passed over, an older list is not taken in. A list becomes visible as a whole or not at all, and
 * a collection that cannot be read is never taken for an empty one. Where the server itself has
 * gone back, since it was restored from a backup, a new era begins with a list of any version;
 * until it is there, the cache is not in step.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class Reflector {

  /** The numbers of client-go's reflector. */
  private static final Duration BACKOFF_MIN = Duration.ofMillis(800);

  private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);

  /** A stream that ends sooner than this without having brought anything has failed. */
  private static final long SHORT_STREAM_MILLIS = 1_000;

  private final Backoff backoff;
  private final List<ReflectorEffect> effects = new ArrayList<>();
  private State state = new State.Idle();
  private ResourceVersion progress = ResourceVersion.NONE;
  private boolean synced;
  private boolean formerEra;
  private String problem = "";
  private long streams;
  private int failures;

  private sealed interface State {

    /** Not started. */
    record Idle() implements State {}

    /** A stream brings the collection; nothing of it is visible yet. */
    record Listing(
        long stream, Map<NamespacedName, ObservedObject> objects, Set<NamespacedName> unreadable)
        implements State {}

    /** A stream brings changes. */
    record Watching(long stream, long sinceMillis) implements State {}

    /** No stream is open; the next one begins at a time. */
    record Waiting(long untilMillis, boolean relist) implements State {}
  }

  /** Creates a reflector that has listed nothing; {@code seed} is for the jitter of its backoff. */
  public Reflector(long seed) {
    this.backoff = new Backoff(BACKOFF_MIN, BACKOFF_MAX, 1.0, seed);
  }

  /** Takes in what happened and answers with what to do. */
  public List<ReflectorEffect> handle(ReflectorInput input, long nowMillis) {
    effects.clear();
    switch (input) {
      case ReflectorInput.Started() -> {
        if (state instanceof State.Idle) {
          list();
        }
      }
      case ReflectorInput.Listed(long stream, ObservedObject object) -> {
        if (state instanceof State.Listing listing && listing.stream() == stream) {
          listing.objects().put(object.name(), object);
        }
      }
      case ReflectorInput.ListCompleted(long stream, ResourceVersion version) -> {
        if (state instanceof State.Listing listing && listing.stream() == stream) {
          completed(listing, version, nowMillis);
        }
      }
      case ReflectorInput.Changed(long stream, Change change, ObservedObject object) ->
          changed(stream, change, object);
      case ReflectorInput.Bookmarked(long stream, ResourceVersion version) -> {
        if (state instanceof State.Watching watching && watching.stream() == stream) {
          failures = 0;
          progressTo(version);
        }
      }
      case ReflectorInput.Undecodable undecodable -> undecodable(undecodable);
      case ReflectorInput.Ended(long stream, End end) -> ended(stream, end, nowMillis);
      case ReflectorInput.WentBack() -> {
        if (!formerEra && !(state instanceof State.Idle)) {
          current().ifPresent(stream -> effects.add(new ReflectorEffect.Close(stream)));
          goBack();
          list();
        }
      }
      case ReflectorInput.Ticked() -> {
        if (state instanceof State.Waiting waiting && nowMillis >= waiting.untilMillis()) {
          open(waiting.relist(), nowMillis);
        }
      }
    }
    return List.copyOf(effects);
  }

  /** The version up to which the cache is complete; never goes back within an era. */
  public ResourceVersion progress() {
    return progress;
  }

  /** Whether the cache is complete and the collection was readable when last tried. */
  public boolean synced() {
    return synced;
  }

  private void list() {
    streams++;
    state = new State.Listing(streams, new HashMap<>(), new HashSet<>());
    effects.add(new ReflectorEffect.OpenList(streams, formerEra ? ResourceVersion.NONE : progress));
  }

  private void open(boolean relist, long now) {
    if (relist) {
      list();
    } else {
      streams++;
      state = new State.Watching(streams, now);
      effects.add(new ReflectorEffect.OpenWatch(streams, progress));
    }
  }

  private void completed(State.Listing listing, ResourceVersion version, long now) {
    if (!formerEra && !version.includes(progress)) {
      effects.add(new ReflectorEffect.Close(listing.stream()));
      waitFor(true, 0, now);
      return;
    }
    effects.add(
        new ReflectorEffect.Deliver(
            new Delta.Replaced(
                listing.objects().values().stream()
                    .sorted((left, right) -> left.name().compareTo(right.name()))
                    .toList(),
                listing.unreadable())));
    progress = version;
    if (formerEra) {
      formerEra = false;
      effects.add(new ReflectorEffect.EraBegan());
    }
    effects.add(new ReflectorEffect.Progressed(version));
    if (!synced) {
      synced = true;
      problem = "";
      effects.add(new ReflectorEffect.Synced());
    }
    state = new State.Watching(listing.stream(), now);
  }

  private void changed(long stream, Change change, ObservedObject object) {
    switch (state) {
      case State.Listing listing when listing.stream() == stream -> {
        if (change == Change.DELETED) {
          listing.objects().remove(object.name());
        } else {
          listing.objects().put(object.name(), object);
        }
      }
      case State.Watching watching when watching.stream() == stream -> {
        if (progress.includes(object.resourceVersion())) {
          return;
        }
        failures = 0;
        effects.add(
            new ReflectorEffect.Deliver(
                switch (change) {
                  case ADDED -> new Delta.Added(object);
                  case MODIFIED -> new Delta.Updated(object);
                  case DELETED -> new Delta.Deleted(object, false);
                }));
        progressTo(object.resourceVersion());
      }
      case State.Idle idle -> {}
      case State.Listing other -> {}
      case State.Watching other -> {}
      case State.Waiting waiting -> {}
    }
  }

  private void progressTo(ResourceVersion version) {
    if (!progress.includes(version)) {
      progress = version;
      effects.add(new ReflectorEffect.Progressed(version));
    }
  }

  private void undecodable(ReflectorInput.Undecodable undecodable) {
    if (current().filter(stream -> stream == undecodable.stream()).isEmpty()) {
      return;
    }
    if (state instanceof State.Listing listing) {
      undecodable.name().ifPresent(listing.unreadable()::add);
    }
    effects.add(new ReflectorEffect.ReportUndecodable(undecodable.name(), undecodable.problem()));
  }

  private Optional<Long> current() {
    return switch (state) {
      case State.Listing listing -> Optional.of(listing.stream());
      case State.Watching watching -> Optional.of(watching.stream());
      case State.Idle idle -> Optional.empty();
      case State.Waiting waiting -> Optional.empty();
    };
  }

  private void ended(long stream, End end, long now) {
    if (current().filter(open -> open == stream).isEmpty()) {
      return;
    }
    boolean relist = state instanceof State.Listing;
    switch (end) {
      case End.Closed() -> {
        if (livedWell(now)) {
          failures = 0;
          open(false, now);
        } else {
          waitFor(relist, 0, now);
        }
      }
      case End.Expired() -> waitFor(true, 0, now);
      case End.Ahead() -> {
        goBack();
        waitFor(true, 0, now);
      }
      case End.Silent() -> waitFor(relist, 0, now);
      case End.Throttled(long retryAfterMillis) -> waitFor(relist, retryAfterMillis, now);
      case End.Refused(int code, String message) -> {
        unsynced(code + " " + message);
        waitFor(true, 0, now);
      }
      case End.Broken(String message) -> {
        if (!synced) {
          unsynced(message);
        }
        waitFor(relist, 0, now);
      }
    }
  }

  /** What the cache shows and its progress are of an era that is over. */
  private void goBack() {
    formerEra = true;
    unsynced("the API server has gone back behind version " + progress + ": it is listed anew");
  }

  /** Whether the stream was a watch that stood for a while, so that the next may follow at once. */
  private boolean livedWell(long now) {
    return state instanceof State.Watching watching
        && now - watching.sinceMillis() >= SHORT_STREAM_MILLIS;
  }

  private void unsynced(String cause) {
    boolean told = !synced && problem.equals(cause);
    synced = false;
    problem = cause;
    if (!told) {
      effects.add(new ReflectorEffect.Unsynced(cause));
    }
  }

  private void waitFor(boolean relist, long atLeastMillis, long now) {
    failures++;
    long until = now + Math.max(atLeastMillis, backoff.delayMillis(failures));
    state = new State.Waiting(until, relist);
    effects.add(new ReflectorEffect.WakeAt(until));
  }
}
