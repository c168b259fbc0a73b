package dev.fairlead.watcher.informer;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out how far a cache is when the watch does not say it. The versions of a cluster go on with
 * every write to anything, but a watch whose own collection rests hears of that only by a bookmark,
 * once a minute. For collections of moderate size a consistent list of the metadata that shows
 * exactly what the cache has proves that the cache is as new as the list; beside larger ones a
 * second, brief watch tells what has changed since. Lives on the loop.
 */
final class CatchUp {

  /** A list of the metadata of so many objects costs the server little. */
  static final int OBJECTS_MAX = 5_000;

  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 100;

  private final EventLoop loop;
  private final Surveyor surveyor;
  private final int objectsMax;
  private final Lister cache;
  private final Supplier<ResourceVersion> progress;
  private final Consumer<ResourceVersion> proven;
  private final Alarm again;
  private ResourceVersion wanted = ResourceVersion.NONE;
  private int tries;
  private int era;
  private boolean reading;
  private boolean closed;

  /**
   * Nothing is wanted yet.
   *
   * @param objectsMax how many objects a collection of moderate size has
   * @param progress how far the cache is known to be
   * @param proven hears how far it is
   */
  CatchUp(
      EventLoop loop,
      Surveyor surveyor,
      int objectsMax,
      Lister cache,
      Supplier<ResourceVersion> progress,
      Consumer<ResourceVersion> proven) {
    this.loop = loop;
    this.surveyor = surveyor;
    this.objectsMax = objectsMax;
    this.cache = cache;
    this.progress = progress;
    this.proven = proven;
    this.again = loop.alarm(this::look);
  }

  /** Somebody waits for the cache to be as new as this. */
  void to(ResourceVersion version) {
    wanted = wanted.max(version);
    tries = TRIES;
    if (!reading) {
      // What is on its way in the watch mostly arrives by itself.
      again.setIn(PAUSE_MILLIS / 2);
    }
  }

  /** Versions have gone back: nothing that was asked for or is being read counts any more. */
  void eraBegan() {
    era++;
    wanted = ResourceVersion.NONE;
  }

  void close() {
    closed = true;
    again.off();
  }

  private void look() {
    if (closed || reading || tries == 0 || passed()) {
      return;
    }
    tries--;
    reading = true;
    int asked = era;
    ResourceVersion from = progress.get();
    boolean moderate = cache.count() <= objectsMax;
    loop.virtual(
        "catch up with " + surveyor.selection().resource(),
        () -> {
          Optional<Survey> survey = moderate ? surveyor.contents() : surveyor.changesSince(from);
          loop.execute(() -> compare(asked, survey));
        });
  }

  private void compare(int asked, Optional<Survey> survey) {
    reading = false;
    if (closed) {
      return;
    }
    if (asked == era) {
      survey
          .filter(shown -> shown.shownBy(cache, progress.get()))
          .ifPresent(shown -> proven.accept(shown.version()));
    }
    if (!passed()) {
      again.setIn(PAUSE_MILLIS);
    }
  }

  private boolean passed() {
    return progress.get().includes(wanted);
  }
}
