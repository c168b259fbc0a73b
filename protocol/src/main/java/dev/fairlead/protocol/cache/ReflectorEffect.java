package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Optional;

/** What a reflector asks its driver to do. */
public sealed interface ReflectorEffect {

  /**
   * Open a stream that begins with the whole collection, not older than a version, and goes on with
   * its changes.
   */
  record OpenList(long stream, ResourceVersion notOlderThan) implements ReflectorEffect {}

  /**
   * Open a stream of the changes after a version. A server that was restored from a backup takes
   * such a watch and keeps silent until it has counted as far again; so the collection's version is
   * read first, and the stream ends with {@link ReflectorInput.End.Ahead} if that is lower.
   */
  record OpenWatch(long stream, ResourceVersion after) implements ReflectorEffect {}

  /** Close a stream and ignore what it still brings. */
  record Close(long stream) implements ReflectorEffect {}

  /** A change to take into the cache. */
  record Deliver(Delta delta) implements ReflectorEffect {}

  /**
   * Versions have gone back: what was delivered last is the first list of a new era, and no version
   * that was told before means anything any more.
   */
  record EraBegan() implements ReflectorEffect {}

  /** The cache has everything up to this version, once the deltas delivered before are in it. */
  record Progressed(ResourceVersion version) implements ReflectorEffect {}

  /** The cache is complete for the first time, or again after it was not. */
  record Synced() implements ReflectorEffect {}

  /** The collection cannot be read at all: it must not be taken for empty. */
  record Unsynced(String problem) implements ReflectorEffect {}

  /** Tell people about an object that could not be decoded. */
  record ReportUndecodable(Optional<NamespacedName> name, String problem)
      implements ReflectorEffect {}

  /** Give a {@link ReflectorInput.Ticked} at this time, replacing any later one asked for. */
  record WakeAt(long atMillis) implements ReflectorEffect {}
}
