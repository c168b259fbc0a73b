package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. The schema refuses what the annotations forbid; objects that an older schema
 * let in may still have it.
 */
public record MemcachedSpec(
    @JsonPropertyDescription("How many replicas run.") @Required @Min(1) @SpecReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription("The image that they run.") @Default(DEFAULT_IMAGE) @Size(min = 1)
        @Nullable String image) {

  static final String DEFAULT_IMAGE = "memcached:1.6";
}
