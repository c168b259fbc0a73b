package dev.fairlead.generator.manifest;

import dev.fairlead.sdk.webhook.Webhooks;

/** The webhooks of a program, and how the API server comes to believe them. */
public record WebhookServing(Webhooks webhooks, Certificates certificates) {

  /** None. */
  public static final WebhookServing NONE =
      new WebhookServing(Webhooks.NONE, new Certificates.Issued());

  boolean isEmpty() {
    return webhooks.isEmpty();
  }
}
