package dev.fairlead.operators.memcached;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the replicas go.
 *
 * <p>A zone that a request wishes for has to outlast its attempt, or the next one would take it
 * back. So the Deployment remembers it, in the write that brings it about.
 *
 * @param antiAffinity among the replicas
 * @param zone in which they run where it has room
 * @param isRequested whether the zone is that of a request
 */
record Placement(@Nullable AntiAffinity antiAffinity, Optional<String> zone, boolean isRequested) {

  /** The value of a label, which a zone is. */
  static final String ZONE = "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

  /** On the Deployment: the zone that a request has wished for. */
  static final String REQUESTED_ZONE = "cache.example.com/zone-pref";

  private static final Pattern ZONE_PATTERN = Pattern.compile(ZONE);
  private static final String HOSTNAME = "kubernetes.io/hostname";
  private static final String ZONE_LABEL = "topology.kubernetes.io/zone";
  private static final int WEIGHT_MAX = 100;

  /**
   * The zone is that of the spec; without one, that of the request which asks for this attempt, if
   * it can be one; else that of the last which did.
   */
  static Placement of(
      MemcachedSpec spec, Optional<Deployment> observed, Optional<String> requested) {
    if (spec.zonePreference() != null) {
      return new Placement(spec.antiAffinity(), Optional.of(spec.zonePreference()), false);
    }
    Optional<String> zone =
        requested
            .filter(it -> ZONE_PATTERN.matcher(it).matches())
            .or(() ->
                observed
                    .map(it -> it.getMetadata().getAnnotations())
                    .map(it -> it.get(REQUESTED_ZONE)));
    return new Placement(spec.antiAffinity(), zone, zone.isPresent());
  }

  /** What the Deployment has to remember. */
  Map<String, String> annotations() {
    return isRequested ? zone.map(it -> Map.of(REQUESTED_ZONE, it)).orElseThrow() : Map.of();
  }

  /**
   * For the Pods; empty where they may go anywhere.
   *
   * @param selected the labels of the replicas
   */
  Optional<Affinity> affinity(Map<String, String> selected) {
    if (antiAffinity == null && zone.isEmpty()) {
      return Optional.empty();
    }
    AffinityBuilder affinity = new AffinityBuilder();
    zone.ifPresent(it ->
        affinity
            .withNewNodeAffinity()
            .addNewPreferredDuringSchedulingIgnoredDuringExecution()
            .withWeight(WEIGHT_MAX)
            .withNewPreference()
            .addNewMatchExpression()
            .withKey(ZONE_LABEL)
            .withOperator("In")
            .withValues(it)
            .endMatchExpression()
            .endPreference()
            .endPreferredDuringSchedulingIgnoredDuringExecution()
            .endNodeAffinity());
    if (antiAffinity != null) {
      keepOff(affinity, antiAffinity, selected);
    }
    return Optional.of(affinity.build());
  }

  private static void keepOff(
      AffinityBuilder affinity, AntiAffinity how, Map<String, String> selected) {
    PodAffinityTerm sameNode =
        new PodAffinityTermBuilder()
            .withTopologyKey(HOSTNAME)
            .withNewLabelSelector()
            .withMatchLabels(selected)
            .endLabelSelector()
            .build();
    switch (how) {
      case PREFERRED ->
          affinity
              .withNewPodAntiAffinity()
              .addNewPreferredDuringSchedulingIgnoredDuringExecution()
              .withWeight(WEIGHT_MAX)
              .withPodAffinityTerm(sameNode)
              .endPreferredDuringSchedulingIgnoredDuringExecution()
              .endPodAntiAffinity();
      case REQUIRED ->
          affinity
              .withNewPodAntiAffinity()
              .withRequiredDuringSchedulingIgnoredDuringExecution(sameNode)
              .endPodAntiAffinity();
    }
  }
}
