package dev.fairlead.operators.paymentgateway;

import dev.fairlead.protocol.status.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a gateway's status says already. */
final class Said {

  private Said() {}

  /** Whether it has this condition, with this status and reason. */
  static boolean by(PaymentGateway gateway, Condition condition) {
    return Optional.ofNullable(gateway.getStatus())
        .map(status ->
            Objects.requireNonNullElse(
                status.conditions(), List.<io.fabric8.kubernetes.api.model.Condition>of()))
        .orElse(List.of())
        .stream()
        .anyMatch(said ->
            condition.type().equals(said.getType())
                && condition.status().toString().equals(said.getStatus())
                && condition.reason().equals(said.getReason()));
  }
}
