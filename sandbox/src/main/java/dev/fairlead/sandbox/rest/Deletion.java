package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How objects go: by marks that others work off, and the finalizers that the collector knows. */
public final class Deletion {

  /** The collector takes the object out of its dependents' owners before it goes. */
  public static final String ORPHAN = "orphan";

  /** The object goes after its dependents. */
  public static final String FOREGROUND = "foregroundDeletion";

  private Deletion() {}

  /** What still holds the object; a namespace has a list of its own beside the usual one. */
  static List<String> pending(Kind kind, JsonNode object) {
    List<String> pending = new ArrayList<>(Meta.finalizers(object));
    if (kind.collection().equals("namespaces")) {
      pending.addAll(Meta.texts(object.path("spec").path(Meta.FINALIZERS)));
    }
    return pending;
  }

  /** The finalizers that the object has once its dependents' fate is decided. */
  static List<String> finalizers(
      JsonNode object, DeleteOptions options, Optional<String> defaultPropagation) {
    List<String> present = Meta.finalizers(object);
    List<String> finalizers = new ArrayList<>(present);
    finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
    if (orphans(present, options, defaultPropagation)) {
      finalizers.add(ORPHAN);
    }
    if (waits(present, options)) {
      finalizers.add(FOREGROUND);
    }
    return finalizers;
  }

  private static boolean orphans(
      List<String> finalizers, DeleteOptions options, Optional<String> defaultPropagation) {
    if (options.orphanDependents().isPresent()) {
      return options.orphanDependents().get();
    }
    if (options.propagation().isPresent()) {
      return options.propagation().get().equals("Orphan");
    }
    for (String finalizer : finalizers) {
      switch (finalizer) {
        case ORPHAN -> {
          return true;
        }
        case FOREGROUND -> {
          return false;
        }
        default -> {}
      }
    }
    return defaultPropagation.filter("Orphan"::equals).isPresent();
  }

  private static boolean waits(List<String> finalizers, DeleteOptions options) {
    if (options.orphanDependents().isPresent()) {
      return false;
    }
    if (options.propagation().isPresent()) {
      return options.propagation().get().equals("Foreground");
    }
    return finalizers.contains(FOREGROUND) && !finalizers.contains(ORPHAN);
  }

  /**
   * Marks the object as going, which nobody takes back. A kind that has marked it by itself has no
   * grace period.
   */
  static void mark(ObjectNode object, Instant now, long graceSeconds) {
    ObjectNode metadata = Meta.of(object);
    if (!Meta.deleting(object)) {
      Meta.countGeneration(object);
      metadata.put(Meta.DELETED, Meta.time(now.plusSeconds(graceSeconds)));
    } else if (!metadata.has(Meta.GRACE)) {
      return;
    }
    // As a parser would have it, so that it is equal to itself when it comes back.
    if (graceSeconds == (int) graceSeconds) {
      metadata.put(Meta.GRACE, (int) graceSeconds);
    } else {
      metadata.put(Meta.GRACE, graceSeconds);
    }
  }
}
