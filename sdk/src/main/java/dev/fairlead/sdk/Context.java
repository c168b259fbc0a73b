package dev.fairlead.sdk;

import dev.fairlead.protocol.object.NamespacedName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The circumstances of one attempt. Valid during the call only. {@link TestContext} is one without
 * a server.
 *
 * <p>Thread-safe, so that a reconciler may fan out.
 */
public interface Context {

  /** The controller's name. */
  String controller();

  /** The primary's namespace and name. */
  NamespacedName name();

  /**
   * What time it is. A reconciler that reckons with time asks here and not the system, so that a
   * test can move it.
   */
  Instant now();

  /** When the attempt has to have ended. Its thread is then interrupted and its gate closed. */
  Instant deadline();

  /**
   * Whether the attempt should end: its deadline has passed, or the mesh has taken its permission
   * to write. The thread is interrupted as well, so blocking calls end by themselves; loops that do
   * not block ask here.
   */
  boolean cancelled();

  /**
   * Ends the attempt if it is {@link #cancelled}.
   *
   * @throws RevokedException to be let through
   */
  default void checkCancelled() {
    if (cancelled()) {
      throw new RevokedException("The attempt is over: let this exception pass");
    }
  }

  /**
   * Whether nothing is to be written: the primary has the annotation {@code fairlead.dev/dry-run:
   * "true"}. Children and {@link #writes} are then only tried out on the API server; what has side
   * effects elsewhere asks here.
   */
  default boolean dryRun() {
    return false;
  }

  /** How many attempts at this primary have failed in a row before this one. */
  int failures();

  /** The place of this attempt among all attempts of the mesh, for side effects elsewhere. */
  Fence fence();

  /** The W3C {@code traceparent} of the attempt, to be passed on in calls; empty without one. */
  String traceparent();

  /** The tenant that the attempt is made for. */
  Optional<String> tenant();

  /**
   * The zone that whoever asked for this attempt wishes for: the member {@code zone_pref} of the
   * request's baggage. The next attempt does not have it; a reconciler that goes by it keeps it
   * where it finds it again. As the caller wrote it, so not necessarily a zone.
   */
  Optional<String> zonePreference();

  /** The zone in which it runs. */
  Optional<String> zone();

  /**
   * What names this attempt in a log, by field name: controller, namespace, name, epoch, attempt.
   * Already in SLF4J's MDC of the attempt's own thread.
   */
  Map<String, String> logFields();

  /**
   * Looks for objects of a declared kind beyond those that the attempt was given.
   *
   * @param type the class of the primary, or one of {@link Owns} or {@link Reads}
   * @throws IllegalArgumentException if it is not declared
   */
  <T extends HasMetadata> Lister<T> lister(Class<T> type);

  /**
   * A declared pool, whose permits are counted in the whole mesh.
   *
   * @throws IllegalArgumentException if no {@link Pool} of this name is declared
   */
  ResourcePool pool(String name);

  /** Writes at once, for what {@link Desired} cannot say. */
  Writes writes();

  /**
   * Orders the attempts at one primary. Of two, the one that compares greater was authorised later;
   * a system outside the cluster that remembers the greatest it has seen and refuses lesser ones is
   * safe from attempts that were taken for dead.
   *
   * @param epoch of the owner that authorised the attempt
   * @param attempt within the epoch
   */
  record Fence(long epoch, long attempt) implements Comparable<Fence> {
    @Override
    public int compareTo(Fence other) {
      return epoch != other.epoch
          ? Long.compare(epoch, other.epoch)
          : Long.compare(attempt, other.attempt);
    }
  }
}
