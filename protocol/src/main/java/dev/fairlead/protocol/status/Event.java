package dev.fairlead.protocol.status;

import java.nio.charset.StandardCharsets;

/**
 * Something worth telling once about an object. The status service records it as a Kubernetes Event
 * and counts repetitions instead of recording them again, so a stable message costs least.
 *
 * @param type whether somebody should look
 * @param reason why, as one word in camel case, at most 128 characters
 * @param message for people; cut at {@value #MESSAGE_BYTES_MAX} bytes of UTF-8
 */
public record Event(Type type, String reason, String message) {

  /** The bound that {@code events.k8s.io} sets on a note. */
  public static final int MESSAGE_BYTES_MAX = 1_024;

  private static final String ELLIPSIS = "…";

  public Event {
    if (reason.isEmpty() || reason.length() > 128) {
      throw new IllegalArgumentException(
          "\"" + reason + "\" is no reason of an Event: use 1 to 128 characters");
    }
    message = cut(message);
  }

  /** Nothing to worry about. */
  public static Event normal(String reason, String message) {
    return new Event(Type.NORMAL, reason, message);
  }

  /** Somebody should look. */
  public static Event warning(String reason, String message) {
    return new Event(Type.WARNING, reason, message);
  }

  private static String cut(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MESSAGE_BYTES_MAX) {
      return message;
    }
    int end = MESSAGE_BYTES_MAX - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
    while ((utf8[end] & 0xC0) == 0x80) { // in the middle of a character
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8) + ELLIPSIS;
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
