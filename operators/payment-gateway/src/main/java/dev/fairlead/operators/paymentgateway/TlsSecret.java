package dev.fairlead.operators.paymentgateway;

import dev.fairlead.operators.paymentgateway.certificate.KeyedChain;
import dev.fairlead.operators.paymentgateway.certificate.UnusableException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Between a Secret of type {@code kubernetes.io/tls} and what it holds. */
final class TlsSecret {

  private TlsSecret() {}

  /** The Secret of a gateway with a new certificate. */
  static Secret of(PaymentGateway gateway, String name, KeyedChain chain) {
    Map<String, String> data = new TreeMap<>();
    chain
        .entries()
        .forEach((entry, text) ->
            data.put(
                entry, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    return stated(gateway, name, data);
  }

  /** The gateway's own Secret stated as it is, so that it stays. */
  static Secret restated(PaymentGateway gateway, Secret observed) {
    Map<String, String> data = new TreeMap<>(data(observed));
    data.keySet()
        .removeIf(entry ->
            !entry.equals(KeyedChain.CERTIFICATE)
                && !entry.equals(KeyedChain.KEY)
                && !entry.equals(KeyedChain.AUTHORITY));
    return stated(gateway, observed.getMetadata().getName(), data);
  }

  private static Secret stated(PaymentGateway gateway, String name, Map<String, String> data) {
    return new SecretBuilder()
        .withMetadata(GatewayObjects.metadata(gateway, name))
        .withType("kubernetes.io/tls")
        .withData(data)
        .build();
  }

  /** What a Secret holds. */
  static KeyedChain read(Secret secret) throws UnusableException {
    Map<String, String> entries = new HashMap<>();
    for (Map.Entry<String, String> entry : data(secret).entrySet()) {
      entries.put(
          entry.getKey(),
          new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8));
    }
    return KeyedChain.of(entries);
  }

  private static Map<String, String> data(Secret secret) {
    return Objects.requireNonNullElse(secret.getData(), Map.of());
  }
}
