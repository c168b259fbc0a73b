package dev.fairlead.sdk.webhook;

/** What becomes of a request about which nobody can be asked. */
public enum FailurePolicy {
  /** It is denied: what was not looked at does not pass. */
  FAIL("Fail"),
  /** It passes as if there were no function. */
  IGNORE("Ignore");

  private final String text;

  FailurePolicy(String text) {
    this.text = text;
  }

  /** As webhook configurations have it. */
  @Override
  public String toString() {
    return text;
  }
}
