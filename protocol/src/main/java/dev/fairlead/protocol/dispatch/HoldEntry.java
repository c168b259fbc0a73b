package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;

/** One thing that the cache must show before a key may run again. */
public sealed interface HoldEntry {

  /** The HTTP status of a write that created its object. */
  int CREATED = 201;

  /** The HTTP status of a write that met what it did not expect. */
  int CONFLICT = 409;

  /** The resource whose cache it waits for. */
  GroupVersionResource resource();

  /** A sentence for people: what is waited for. */
  String waitsFor();

  /** What the cache must show of what an attempt did. */
  static List<HoldEntry> of(Finished finished) {
    List<HoldEntry> entries = new ArrayList<>();
    for (WriteEntry write : finished.writes()) {
      switch (write) {
        case WriteEntry.Written written ->
            entries.add(
                written.code() == CREATED || wasInTheWay(written.ref(), finished.writes())
                    ? new Created(written.ref(), written.version())
                    : new Version(written.ref(), written.version()));
        case WriteEntry.Gone gone -> entries.add(new Deletion(gone.ref(), gone.uid()));
        case WriteEntry.Unanswered lost -> entries.add(new Unanswered(lost.ref()));
        case WriteEntry.Refused refused -> {}
      }
    }
    if (finished.outcome() instanceof Outcome.Stale stale) {
      entries.add(new OtherVersion(stale.conflict(), stale.seen()));
    }
    return entries;
  }

  /** Whether an attempt has met an object that it did not see, and then made it as desired. */
  private static boolean wasInTheWay(ObjectRef ref, List<WriteEntry> writes) {
    return writes.stream()
        .anyMatch(write ->
            write instanceof WriteEntry.Refused refused
                && refused.code() == CONFLICT
                && refused.ref().equals(ref));
  }

  /** One about a single object, which a consistent read can settle. */
  sealed interface OfObject extends HoldEntry {

    /** The object. */
    ObjectRef ref();

    @Override
    default GroupVersionResource resource() {
      return ref().resource();
    }
  }

  /** An object was changed: the cache must have passed this version. */
  record Version(ObjectRef ref, ResourceVersion version) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + " at version " + version;
    }
  }

  /**
   * An object was created, or brought into sight: the cache must have passed this version. If it
   * does not show the object then, somebody deleted it in the gap of a relist, and no event tells
   * of it.
   */
  record Created(ObjectRef ref, ResourceVersion version) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + ", created at version " + version;
    }
  }

  /**
   * A consistent read found less than was written: the API server was restored from a backup, and
   * has lost it. The cache must have passed what was found, and no event tells of the loss if it
   * had not seen more.
   */
  record Undone(ObjectRef ref, ResourceVersion version) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + " at version " + version + ", to which it was restored";
    }
  }

  /** An object was deleted: the cache must show it deleted, deleting, or as another one. */
  record Deletion(ObjectRef ref, String uid) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + " deleted";
    }
  }

  /** A write was not answered: a consistent read must tell what became of it. */
  record Unanswered(ObjectRef ref) implements OfObject {

    @Override
    public String waitsFor() {
      return "a read of " + ref + ", since a write to it got no answer";
    }
  }

  /** A consistent read found nothing: the cache must not show the object either. */
  record Absence(ObjectRef ref) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + " gone";
    }
  }

  /** A consistent read did not find what was created: the cache must not show it either. */
  record Vanished(ObjectRef ref) implements OfObject {

    @Override
    public String waitsFor() {
      return "the cache to show " + ref + " gone, which was created and is no more";
    }
  }

  /** A write conflicted: the cache must show another version than the one the attempt saw. */
  record OtherVersion(ObjectRef ref, ResourceVersion seen) implements OfObject {

    @Override
    public String waitsFor() {
      return seen.equals(ResourceVersion.NONE)
          ? "the cache to show " + ref + ", which was in the way of a create"
          : "the cache to show " + ref + " at another version than " + seen;
    }
  }

  /**
   * A worker was lost: what it may have written is in the collection at a version yet to be read.
   */
  record Barrier(GroupVersionResource resource, long read) implements HoldEntry {

    @Override
    public String waitsFor() {
      return "a read of " + resource.qualified() + ", since a worker was lost";
    }
  }

  /** A worker was lost: the cache must have passed the version that the collection had then. */
  record Passed(GroupVersionResource resource, long read, ResourceVersion version)
      implements HoldEntry {

    @Override
    public String waitsFor() {
      return "the cache of " + resource.qualified() + " to pass version " + version;
    }
  }

  /**
   * What is left of an entry when a barrier was read, for the first time or again. A later read
   * that finds less is right: versions went back, and what was waited for may never come.
   */
  default HoldEntry afterRead(long barrier, ResourceVersion found) {
    return switch (this) {
      case Barrier(GroupVersionResource resource, long read) when read == barrier ->
          new Passed(resource, read, found);
      case Passed(GroupVersionResource resource, long read, ResourceVersion before)
          when read == barrier && !found.includes(before) ->
          new Passed(resource, read, found);
      case HoldEntry other -> other;
    };
  }
}
