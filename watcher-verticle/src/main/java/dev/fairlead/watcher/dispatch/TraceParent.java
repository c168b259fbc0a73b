package dev.fairlead.watcher.dispatch;

import java.util.regex.Pattern;

/**
 * The {@code traceparent} header of the W3C.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
final class TraceParent {

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private TraceParent() {}

  /** Whether a text can be joined. */
  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
