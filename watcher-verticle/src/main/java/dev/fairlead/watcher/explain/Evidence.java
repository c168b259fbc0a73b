package dev.fairlead.watcher.explain;

import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.informer.Problem;
import java.util.List;

/**
 * All that is known of a primary at one moment, for a {@link Diagnosis}.
 *
 * @param kind of the primary
 * @param paused whether its annotation asks to leave it alone
 * @param deleting whether it is being deleted
 * @param finalizers what its end waits for
 * @param readiness by its own status
 * @param synced whether everything that the controller watches is in the cache
 * @param problems what the watches met with, the gravest first
 * @param owned whether this watcher owns the partition
 * @param unowned what keeps it from that, as sentences
 * @param dispatcher the partition in numbers
 * @param key where the primary stands
 * @param nowMillis that moment, by the clock of the machines
 * @param rivals tells who else writes to an object
 */
public record Evidence(
    String controller,
    String kind,
    boolean paused,
    boolean deleting,
    List<String> finalizers,
    Readiness readiness,
    boolean synced,
    List<Problem> problems,
    Partition partition,
    boolean owned,
    List<String> unowned,
    DispatcherView dispatcher,
    KeyView key,
    List<ChildState> children,
    long nowMillis,
    Rivals rivals) {

  public Evidence {
    finalizers = List.copyOf(finalizers);
    problems = List.copyOf(problems);
    unowned = List.copyOf(unowned);
    children = List.copyOf(children);
  }

  /** For how long the key has been in its phase; 0 where it is idle. */
  public long waitedMillis() {
    return key.sinceMillis().isPresent()
        ? Math.max(0, nowMillis - key.sinceMillis().getAsLong())
        : 0;
  }
}
