package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The Service of a Memcached. */
@ValidationRule(
    value = "!self.headless || self.port == " + Port.NUMBER,
    message =
        "a headless Service hands out the addresses of the replicas, which listen on "
            + Port.NUMBER
            + ": leave port out, or set headless to false")
@ValidationRule(
    value = "self.headless == oldSelf.headless",
    message =
        "headless cannot be changed: remove service, and add it again once the Service is gone")
public record ServiceOptions(
    @JsonPropertyDescription(
            "Whether its name stands for every replica, so that clients choose one by the key;"
                + " otherwise for one address that leads to any of them.")
        @Default("true")
        @Nullable Boolean headless,
    @JsonPropertyDescription("Where it listens.") @Default("" + Port.NUMBER) @Min(1) @Max(65_535)
        @Nullable Integer port) {

  boolean isHeadless() {
    return headless == null || headless;
  }

  int portOrDefault() {
    return port == null ? Port.NUMBER : port;
  }
}
