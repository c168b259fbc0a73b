package dev.fairlead.operators.paymentgateway;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificate that is to be issued. Durations are written as in Go: 2160h, 90m, 1h30m. */
@ValidationRule(
    value = "!has(self.renewBefore) || duration(self.renewBefore) < duration(self.duration)",
    fieldPath = ".renewBefore",
    message = "renewBefore has to be shorter than duration: lower it, or leave it out for a third")
@ValidationRule(
    value = "duration(self.duration) >= duration('1m')",
    fieldPath = ".duration",
    message = "duration has to be 1m or more")
@ValidationRule(
    value = "!has(self.renewBefore) || duration(self.renewBefore) > duration('0s')",
    fieldPath = ".renewBefore",
    message = "renewBefore has to be longer than nothing: raise it, or leave it out for a third")
public record CertificateSpec(
    @JsonPropertyDescription(
            "The names that it is for, such as pay.example.com or *.pay.example.com.")
        @Required
        @Size(min = 1, max = 100)
        @Nullable List<@Pattern(NAME) @Size(min = 1, max = 253) String> dnsNames,
    @JsonPropertyDescription("How long it is good, at least 1m.")
        @Default(DURATION)
        @Pattern(TIME)
        @Size(max = 32)
        @Nullable String duration,
    @JsonPropertyDescription(
            "How long before its end the next is issued; without it a third of the duration.")
        @Pattern(TIME)
        @Size(max = 32)
        @Nullable String renewBefore,
    @JsonPropertyDescription("The Secret with the CA: its chain in tls.crt, its key in tls.key.")
        @Required
        @Size(min = 1, max = 253)
        @Nullable String caSecretName) {

  /** A name in the DNS, or a wildcard in place of its first label. */
  static final String NAME =
      "^(\\*\\.)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$";

  /** Ninety days. */
  static final String DURATION = "2160h";

  private static final String TIME = "^([0-9]+(\\.[0-9]+)?(h|m|s))+$";
}
