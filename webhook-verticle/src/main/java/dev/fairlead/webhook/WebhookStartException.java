package dev.fairlead.webhook;

import java.io.IOException;

/** Webhooks cannot be served; the message is for the user. */
public final class WebhookStartException extends IOException {

  private static final long serialVersionUID = 1L;

  WebhookStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
