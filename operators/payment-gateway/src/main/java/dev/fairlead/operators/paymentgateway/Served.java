package dev.fairlead.operators.paymentgateway;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Pods serve with: another certificate is another Pod template, and so rolls them.
 *
 * @param secretName the Secret that they mount
 * @param fingerprint of what it held when they were made
 */
record Served(String secretName, String fingerprint) {

  /** Of the Pod template: the fingerprint. */
  static final String FINGERPRINT = "payments.example.com/certificate";

  /** The volume of the Pods. */
  static final String VOLUME = "tls";

  /** What the Pods of a Deployment are to serve with. */
  static Optional<Served> by(Deployment deployment) {
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    Map<String, String> annotations =
        Objects.requireNonNullElse(template.getMetadata().getAnnotations(), Map.of());
    return template.getSpec().getVolumes().stream()
        .filter(volume -> VOLUME.equals(volume.getName()) && volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .filter(_ -> annotations.containsKey(FINGERPRINT))
        .map(secret -> new Served(secret, annotations.getOrDefault(FINGERPRINT, "")))
        .findFirst();
  }
}
