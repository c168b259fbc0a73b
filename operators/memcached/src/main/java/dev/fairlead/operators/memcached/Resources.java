package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the container of each replica requests and may use. */
public record Resources(
    @JsonPropertyDescription("What a node keeps free for it: cpu, memory.")
        @Nullable Map<String, Quantity> requests,
    @JsonPropertyDescription("What it may use: cpu, memory.")
        @Nullable Map<String, Quantity> limits) {

  private static final String MEMORY = "memory";
  private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1 << 20);

  /** Items are not all that memcached keeps: connections and its index come to a quarter. */
  static ResourceRequirements forItems(int mebibytes) {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests(MEMORY, new Quantity(mebibytes + Math.max(32, mebibytes / 8) + "Mi"))
        .addToLimits(MEMORY, new Quantity(mebibytes + Math.max(64, mebibytes / 4) + "Mi"))
        .build();
  }

  ResourceRequirements requirements() {
    return new ResourceRequirementsBuilder()
        .withRequests(Objects.requireNonNullElse(requests, Map.of()))
        .withLimits(Objects.requireNonNullElse(limits, Map.of()))
        .build();
  }

  /** The limit of memory where it is less than the items alone would take. */
  Optional<Quantity> tooSmallFor(int mebibytes) {
    return Optional.ofNullable(limits)
        .map(it -> it.get(MEMORY))
        .filter(limit ->
            limit.getNumericalAmount().compareTo(MEBIBYTE.multiply(new BigDecimal(mebibytes)))
                <= 0);
  }
}
