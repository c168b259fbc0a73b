package dev.fairlead.protocol.status;

/**
 * Something worth telling once about an object. The status service records it as a Kubernetes Event
 * and counts repetitions instead of recording them again, so a stable message costs least.
 *
 * @param type whether somebody should look
 * @param reason why, as one word in camel case, at most 128 characters
 * @param message for people; cut at {@value #MESSAGE_CHARACTERS_MAX} characters
 */
public record Event(Type type, String reason, String message) {

  /** The bound that {@code events.k8s.io} sets on a note. */
  public static final int MESSAGE_CHARACTERS_MAX = 1_024;

  public Event {
    if (reason.isEmpty() || reason.length() > 128) {
      throw new IllegalArgumentException(
          "\"" + reason + "\" is no reason of an Event: use 1 to 128 characters");
    }
    if (message.length() > MESSAGE_CHARACTERS_MAX) {
      message = message.substring(0, MESSAGE_CHARACTERS_MAX - 1) + "…";
    }
  }

  /** Nothing to worry about. */
  public static Event normal(String reason, String message) {
    return new Event(Type.NORMAL, reason, message);
  }

  /** Somebody should look. */
  public static Event warning(String reason, String message) {
    return new Event(Type.WARNING, reason, message);
  }

  /** Whether somebody should look. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As the API writes it: {@code Normal}, {@code Warning}. */
    @Override
    public String toString() {
      return text;
    }
  }
}
