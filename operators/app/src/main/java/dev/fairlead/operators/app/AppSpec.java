package dev.fairlead.operators.app;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. The schema refuses what the annotations forbid; objects that an older schema
 * let in may still have it.
 */
public record AppSpec(
    @JsonPropertyDescription("How many replicas run.") @Required @Min(1) @SpecReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription("The image that they run.") @Required @Size(min = 1)
        @Nullable String image,
    @JsonPropertyDescription("Where they listen; without any there is no Service.")
        @Nullable List<AppPort> ports) {

  List<AppPort> portsOrNone() {
    return ports == null ? List.of() : ports;
  }
}
