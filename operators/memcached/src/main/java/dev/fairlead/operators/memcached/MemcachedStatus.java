package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is. The conditions are there for the schema and for readers; Fairlead keeps them. */
public record MemcachedStatus(
    @JsonPropertyDescription("How many replicas answer.") @StatusReplicas
        @Nullable Integer readyReplicas,
    @JsonPropertyDescription(
            "The version that all replicas run: the tag of the image, or its digest. While another"
                + " one is rolled out it stays what it was.")
        @Nullable String version,
    @JsonPropertyDescription("The zone in which replicas run where it has room.")
        @Nullable String zonePreference,
    @JsonPropertyDescription(
            "Available: as many replicas answer as are asked for."
                + " Progressing: the Deployment is on its way there.")
        @Nullable List<Condition> conditions) {

  static MemcachedStatus ready(int replicas) {
    return new MemcachedStatus(replicas, null, null, null);
  }

  /**
   * With what an earlier status told and only a roll-out changes; an object that is new has none.
   */
  MemcachedStatus after(@Nullable MemcachedStatus earlier) {
    return earlier == null
        ? this
        : new MemcachedStatus(readyReplicas, earlier.version, earlier.zonePreference, conditions);
  }

  MemcachedStatus version(String version) {
    return new MemcachedStatus(readyReplicas, version, zonePreference, conditions);
  }

  MemcachedStatus zonePreference(Optional<String> zone) {
    return new MemcachedStatus(readyReplicas, version, zone.orElse(null), conditions);
  }
}
