package dev.fairlead.sdk.webhook;

/** A function that cannot be served; the message names the cause and the remedy in a line. */
public final class InvalidWebhook extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidWebhook(Class<?> function, String problem) {
    super(function.getName() + ": " + problem);
  }
}
