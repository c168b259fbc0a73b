package dev.fairlead.operators.paymentgateway;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bounds and aim of the HorizontalPodAutoscaler. */
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    fieldPath = ".minReplicas",
    message = "minReplicas is more than maxReplicas: raise one or lower the other")
public record Autoscaling(
    @JsonPropertyDescription("So many replicas at least.") @Default("1") @Min(1)
        @Nullable Integer minReplicas,
    @JsonPropertyDescription("So many replicas at most.") @Required @Min(1)
        @Nullable Integer maxReplicas,
    @JsonPropertyDescription(
            "How much of the CPU that they request replicas use on average, in percent.")
        @Default("80")
        @Min(1)
        @Nullable Integer targetCPUUtilizationPercentage) {

  private static final int TARGET_PERCENT = 80;

  int least() {
    return Objects.requireNonNullElse(minReplicas, 1);
  }

  int most() {
    return Objects.requireNonNullElse(maxReplicas, 0);
  }

  int targetPercent() {
    return Objects.requireNonNullElse(targetCPUUtilizationPercentage, TARGET_PERCENT);
  }
}
