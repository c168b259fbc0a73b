package dev.fairlead.protocol.status;

import java.util.regex.Pattern;

/**
 * What a reconciler says of one aspect of an object. The generation it was said of and the time of
 * the last transition are not the reconciler's to keep: {@link Conditions#merge} adds them.
 *
 * <pre>{@code
 * static final Condition.Type AVAILABLE = Condition.of("Available");
 * ...
 * AVAILABLE.isFalse("TooFewReplicas", "1 of 3 replicas are ready")
 * }</pre>
 *
 * <p>Source: the API conventions of Kubernetes, "typical status properties", and the schema of
 * {@code metav1.Condition}. A type or reason outside that schema is a programming error and throws.
 *
 * @param type the aspect, in camel case, such as {@code Available}
 * @param status whether it holds
 * @param reason why, as one word in camel case that programs may compare
 * @param message why, for people; cut at {@value #MESSAGE_CHARACTERS_MAX} characters. Keep it the
 *     same while nothing changes: every new text is one more write
 */
public record Condition(String type, Status status, String reason, String message) {

  /** The bound that {@code metav1.Condition} sets on a message. */
  public static final int MESSAGE_CHARACTERS_MAX = 32_768;

  private static final Pattern TYPE =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern REASON =
      Pattern.compile("[A-Za-z]([A-Za-z0-9_,:]{0,1022}[A-Za-z0-9_])?");

  public Condition {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "\"" + type + "\" is no condition type: use one word in camel case, such as Available");
    }
    if (!REASON.matcher(reason).matches()) {
      throw new IllegalArgumentException(
          "\"" + reason + "\" is no reason: use one word in camel case, such as TooFewReplicas");
    }
    if (message.length() > MESSAGE_CHARACTERS_MAX) {
      message = message.substring(0, MESSAGE_CHARACTERS_MAX - 1) + "…";
    }
  }

  /** Names a condition; what is said of it follows. */
  public static Type of(String type) {
    return new Type(type);
  }

  /** A condition of which nothing is said yet; worth a constant in a reconciler. */
  public record Type(String name) {

    /** It holds. */
    public Condition isTrue(String reason, String message) {
      return new Condition(name, Status.TRUE, reason, message);
    }

    /** It does not hold. */
    public Condition isFalse(String reason, String message) {
      return new Condition(name, Status.FALSE, reason, message);
    }

    /** Nobody can tell. */
    public Condition isUnknown(String reason, String message) {
      return new Condition(name, Status.UNKNOWN, reason, message);
    }

    /** It holds or it does not. */
    public Condition is(boolean holds, String reason, String message) {
      return holds ? isTrue(reason, message) : isFalse(reason, message);
    }
  }

  /** Whether a condition holds. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As the API writes it: {@code True}, {@code False}, {@code Unknown}. */
    @Override
    public String toString() {
      return text;
    }
  }
}
