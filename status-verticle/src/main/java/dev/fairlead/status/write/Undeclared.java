package dev.fairlead.status.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which fields a kind's schema does not declare in the status: an apply that has one is refused as
 * a whole, so what can be said is said without them. Believed for a while only, for a CRD can be
 * changed. Bounded by the kinds of the cluster. Thread-safe.
 */
final class Undeclared {

  private static final Duration BELIEVED = Duration.ofMinutes(5);
  private static final Pattern FIELD =
      Pattern.compile("\\.status\\.([A-Za-z0-9_-]+): field not declared in schema");

  private record Known(Set<String> fields, Instant until) {}

  private final InstantSource clock;
  private final Map<GroupVersionResource, Known> byKind = new HashMap<>();

  Undeclared(InstantSource clock) {
    this.clock = clock;
  }

  /** The fields that a refusal names; remembered, where it names any. */
  synchronized Set<String> learn(GroupVersionResource resource, String refusal) {
    Set<String> fields = new TreeSet<>();
    for (Matcher each = FIELD.matcher(refusal); each.find(); ) {
      fields.add(each.group(1));
    }
    if (!fields.isEmpty()) {
      Set<String> all = new TreeSet<>(fields);
      all.addAll(fields(resource));
      byKind.put(resource, new Known(all, clock.instant().plus(BELIEVED)));
    }
    return fields;
  }

  /** Leaves out what the schema does not have. */
  synchronized void removeFrom(ObjectNode status, GroupVersionResource resource) {
    status.remove(fields(resource));
  }

  private Set<String> fields(GroupVersionResource resource) {
    Known known = byKind.get(resource);
    return known != null && clock.instant().isBefore(known.until()) ? known.fields() : Set.of();
  }
}
