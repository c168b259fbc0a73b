package dev.fairlead.operators.paymentgateway.certificate;

/**
 * What should be a certificate and its key is not, or cannot issue. Never tells of key material.
 */
public final class UnusableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String explanation;

  /**
   * With words for people.
   *
   * @param reason one word in camel case
   * @param explanation a sentence about the Secret without its subject, and the remedy: {@code "has
   *     no tls.key: put the key there"}
   */
  public UnusableException(String reason, String explanation) {
    super(explanation);
    this.reason = reason;
    this.explanation = explanation;
  }

  /** One word in camel case. */
  public String reason() {
    return reason;
  }

  /** The rest of a sentence that begins with the Secret. */
  public String explanation() {
    return explanation;
  }
}
