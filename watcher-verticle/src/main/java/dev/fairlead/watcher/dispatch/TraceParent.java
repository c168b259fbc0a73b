package dev.fairlead.watcher.dispatch;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
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

  /** The beginning of a trace that is recorded. */
  static String fresh(RandomGenerator random) {
    byte[] ids = new byte[24];
    random.nextBytes(ids);
    ids[0] |= 1;
    ids[16] |= 1;
    HexFormat hex = HexFormat.of();
    return "00-" + hex.formatHex(ids, 0, 16) + "-" + hex.formatHex(ids, 16, 24) + "-01";
  }
}
