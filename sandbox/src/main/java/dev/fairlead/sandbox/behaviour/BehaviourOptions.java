package dev.fairlead.sandbox.behaviour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a sandbox does by itself. Immutable.
 *
 * @param parts what is switched on
 * @param readyAfter how long a workload takes to become ready
 * @param stuck tells by a container's image that it never becomes ready
 * @param eventsLast how long Events are kept after their last write
 * @param certificateAuthority what stands in {@code kube-root-ca.crt}, as PEM; empty for a server
 *     without TLS
 */
public record BehaviourOptions(
    Set<Part> parts,
    Duration readyAfter,
    Predicate<String> stuck,
    Duration eventsLast,
    String certificateAuthority) {

  /** What can be switched on and off. */
  public enum Part {
    /** Objects without owners are deleted, and owners wait as they are told. */
    GARBAGE_COLLECTION,
    /** A namespace that is deleted is emptied first. */
    NAMESPACES,
    /** Every namespace has a service account {@code default}. */
    SERVICE_ACCOUNTS,
    /** Every namespace has a ConfigMap {@code kube-root-ca.crt}. */
    ROOT_CERTIFICATES,
    /** Roles collect the rules of others. */
    ROLE_AGGREGATION,
    /** Deployments, StatefulSets, ReplicaSets, DaemonSets and Jobs become ready. */
    WORKLOADS,
    /** Events end. */
    EVENT_EXPIRY
  }

  /** Part of the name of an image that never becomes ready. */
  public static final String STUCK_IMAGE = "does-not-exist";

  /** Everything on; workloads are ready after 300 ms. */
  public static final BehaviourOptions DEFAULTS =
      new BehaviourOptions(
          EnumSet.allOf(Part.class),
          Duration.ofMillis(300),
          image -> image.contains(STUCK_IMAGE),
          Duration.ofHours(1),
          "");

  /** Nothing by itself. */
  public static final BehaviourOptions NONE = DEFAULTS.with(EnumSet.noneOf(Part.class));

  public BehaviourOptions {
    parts = Set.copyOf(parts);
  }

  public BehaviourOptions with(Set<Part> others) {
    return new BehaviourOptions(others, readyAfter, stuck, eventsLast, certificateAuthority);
  }

  public BehaviourOptions without(Part part) {
    Set<Part> others = EnumSet.noneOf(Part.class);
    parts.stream().filter(it -> it != part).forEach(others::add);
    return with(others);
  }

  public BehaviourOptions readyAfter(Duration other) {
    return new BehaviourOptions(parts, other, stuck, eventsLast, certificateAuthority);
  }

  public BehaviourOptions stuck(Predicate<String> image) {
    return new BehaviourOptions(parts, readyAfter, image, eventsLast, certificateAuthority);
  }

  public BehaviourOptions certificateAuthority(String pem) {
    return new BehaviourOptions(parts, readyAfter, stuck, eventsLast, pem);
  }

  List<Controller> controllers() {
    List<Controller> controllers = new ArrayList<>();
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        controllers.addAll(controllers(part));
      }
    }
    return controllers;
  }

  private List<Controller> controllers(Part part) {
    return switch (part) {
      case GARBAGE_COLLECTION -> List.of(new GarbageCollector());
      case NAMESPACES -> List.of(new NamespaceDeletion());
      case SERVICE_ACCOUNTS -> List.of(NamespaceFurniture.serviceAccount());
      case ROOT_CERTIFICATES -> List.of(NamespaceFurniture.rootCertificate(certificateAuthority));
      case ROLE_AGGREGATION -> List.of(new RoleAggregation());
      case WORKLOADS ->
          List.of(
              new WorkloadController<>(new Deployments(readyAfter), stuck),
              new WorkloadController<>(new Workloads(readyAfter), stuck));
      case EVENT_EXPIRY -> List.of(new EventExpiry(eventsLast));
    };
  }
}
