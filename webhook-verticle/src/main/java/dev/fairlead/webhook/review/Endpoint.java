package dev.fairlead.webhook.review;

import dev.fairlead.sdk.webhook.AdmissionWebhook;
import dev.fairlead.sdk.webhook.Webhooks;
import java.util.ArrayList;
import java.util.List;

/** Something that the API server asks, at a path of its own. Safe for use by many threads. */
public sealed interface Endpoint permits AdmissionEndpoint, ConversionEndpoint {

  /** Where it is asked. */
  String path();

  /** How large a question may be. */
  int bodyBytesMax();

  /**
   * The answer to a body, whatever the functions of the operator do: their failures are answers.
   * Runs their code, so it may block; an interrupt is passed on to it.
   *
   * @throws MalformedReviewException if the body is no question for this endpoint
   */
  byte[] answer(byte[] body) throws MalformedReviewException;

  /** All endpoints of an operator. */
  static List<Endpoint> of(Webhooks webhooks) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (AdmissionWebhook<?> webhook : webhooks.admission()) {
      endpoints.add(new AdmissionEndpoint(webhook));
    }
    if (!webhooks.conversion().isEmpty()) {
      endpoints.add(new ConversionEndpoint(webhooks.conversion()));
    }
    return List.copyOf(endpoints);
  }
}
