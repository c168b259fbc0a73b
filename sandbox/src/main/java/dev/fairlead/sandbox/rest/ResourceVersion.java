package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads resource versions, and says what is wrong with them. */
final class ResourceVersion {

  private ResourceVersion() {}

  /** Of an object; none and {@code 0} are 0. */
  static long ofObject(String text) throws Rejection {
    return parse(text, "");
  }

  /** Of a get or a watch; none and {@code 0} are 0. */
  static long ofRead(String text) throws Rejection {
    return parse(text, "resourceVersion: Invalid value: \"" + text + "\": ");
  }

  private static long parse(String text, String prefix) throws Rejection {
    Optional<Long> number = number(text);
    if (number.isEmpty()) {
      throw Status.of(500, "", prefix + syntax(text)).rejection();
    }
    return number.get();
  }

  /** Of a list; none and {@code 0} are 0. */
  static long ofList(String text) throws Rejection {
    Optional<Long> number = number(text);
    if (number.isEmpty()) {
      throw Status.badRequest(
              "invalid resource version: resourceVersion: Invalid value: \"%s\": %s"
                  .formatted(text, syntax(text)))
          .rejection();
    }
    return number.get();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(text.isEmpty() ? 0 : Long.parseUnsignedLong(text)).filter(it -> it >= 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static String syntax(String text) {
    return "strconv.ParseUint: parsing \"" + text + "\": invalid syntax";
  }

  /** A state is asked for that is not there yet. */
  static Status tooLarge(long asked, long current) {
    return new Status(
        504,
        "Timeout",
        "Timeout: Too large resource version: %d, current: %d".formatted(asked, current),
        Optional.of(
            new Status.Details(
                "",
                "",
                "",
                "",
                List.of(
                    new Status.Cause("ResourceVersionTooLarge", "Too large resource version", "")),
                OptionalInt.of(1))));
  }
}
