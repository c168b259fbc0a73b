package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. The schema refuses what the annotations forbid; objects that an older schema
 * let in may still have it. What is left out is as it was before there was a field for it, so that
 * a new version of the operator changes nothing of what runs.
 */
public record MemcachedSpec(
    @JsonPropertyDescription("How many replicas run.") @Required @Min(1) @SpecReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "The image that they run. Another one is rolled out replica by replica.")
        @Default(DEFAULT_IMAGE)
        @Size(min = 1)
        @Nullable String image,
    @JsonPropertyDescription("What memcached is told.") @Nullable Options options,
    @JsonPropertyDescription("How clients find the replicas; without it there is no Service.")
        @Nullable ServiceOptions service,
    @JsonPropertyDescription(
            "How many replicas a drained node may take; without it there is no PodDisruptionBudget.")
        @Nullable DisruptionBudget disruptionBudget,
    @JsonPropertyDescription(
            "Whether replicas keep off each other's nodes: Preferred where it can be, or Required.")
        @Nullable AntiAffinity antiAffinity,
    @JsonPropertyDescription(
            "The zone in which replicas run where it has room: a value of the nodes' label"
                + " topology.kubernetes.io/zone. Without it that of the last request with zone_pref.")
        @Pattern(Placement.ZONE)
        @Nullable String zonePreference,
    @JsonPropertyDescription(
            "What each replica requests and may use; by default what its memory takes, and 50m of a"
                + " processor.")
        @Nullable Resources resources) {

  static final String DEFAULT_IMAGE = "memcached:1.6";

  /** With every other setting left out. */
  public MemcachedSpec(@Nullable Integer replicas, @Nullable String image) {
    this(replicas, image, null, null, null, null, null, null);
  }

  String imageOrDefault() {
    return image == null ? DEFAULT_IMAGE : image;
  }

  Options optionsOrDefaults() {
    return options == null ? Options.DEFAULTS : options;
  }
}
