package dev.fairlead.operators.app;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One port of the Service. */
public record AppPort(
    @JsonPropertyDescription("Its name; by default port- and its number.")
        @Pattern("^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$")
        @Nullable String name,
    @JsonPropertyDescription("Where the Service listens.") @Required @Min(1) @Max(65_535)
        @Nullable Integer port,
    @JsonPropertyDescription("Where the replicas listen; by default the same.") @Min(1) @Max(65_535)
        @Nullable Integer targetPort) {

  int number() {
    return port == null ? 0 : port;
  }

  String nameOrNumber() {
    return name == null || name.isEmpty() ? "port-" + number() : name;
  }

  int target() {
    return targetPort == null ? number() : targetPort;
  }
}
