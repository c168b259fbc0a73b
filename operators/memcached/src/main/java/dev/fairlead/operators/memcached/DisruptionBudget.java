package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** The PodDisruptionBudget of a Memcached. */
@ValidationRule(
    value = "!(has(self.minAvailable) && has(self.maxUnavailable))",
    message = "minAvailable and maxUnavailable exclude each other: leave one")
public record DisruptionBudget(
    @JsonPropertyDescription("A number of replicas, or a share of them as 50%.")
        @Nullable IntOrString minAvailable,
    @JsonPropertyDescription(
            "A number of replicas, or a share of them as 50%; 1 where neither is set.")
        @Nullable IntOrString maxUnavailable) {

  IntOrString maxUnavailableOrDefault() {
    return maxUnavailable == null ? new IntOrString(1) : maxUnavailable;
  }
}
