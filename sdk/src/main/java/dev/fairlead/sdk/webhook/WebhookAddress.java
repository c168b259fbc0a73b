package dev.fairlead.sdk.webhook;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import java.net.URI;
import java.util.Optional;

/**
 * Where the API server finds the webhooks of an operator, and by whose word it believes them.
 *
 * @param place a Service or a URL
 * @param authority the certificates of the authority, PEM; without it the API server takes what its
 *     own machine trusts, or cert-manager fills it in
 * @param certManager the cert-manager Certificate, as {@code NAMESPACE/NAME}, whose authority
 *     cert-manager is to fill in
 */
public record WebhookAddress(
    Place place, Optional<String> authority, Optional<String> certManager) {

  /** Where something answers. */
  public sealed interface Place {}

  /** A Service of the cluster; its port leads to the port of the role. */
  public record Service(String namespace, String name, int port) implements Place {}

  /** Anywhere else, such as a developer's machine: {@code https://HOST:PORT}. */
  public record Url(URI base) implements Place {}

  /** What tells these webhooks from those of other operators. */
  String name() {
    return switch (place) {
      case Service(String namespace, String service, int port) -> service + "." + namespace;
      case Url(URI base) -> "fairlead-webhooks";
    };
  }

  WebhookClientConfig at(String path) {
    WebhookClientConfigBuilder client = new WebhookClientConfigBuilder();
    authority.ifPresent(pem -> client.withCaBundle(WebhookManifests.base64(pem)));
    switch (place) {
      case Service(String namespace, String service, int port) ->
          client
              .withNewService()
              .withNamespace(namespace)
              .withName(service)
              .withPort(port)
              .withPath(path)
              .endService();
      case Url(URI base) -> client.withUrl(base + path);
    }
    return client.build();
  }
}
