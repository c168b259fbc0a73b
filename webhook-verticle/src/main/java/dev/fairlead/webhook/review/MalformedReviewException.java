package dev.fairlead.webhook.review;

/** A body that asks nothing; the message says why, in one line. */
public final class MalformedReviewException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedReviewException(String message) {
    super(message);
  }
}
