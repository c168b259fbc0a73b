package dev.fairlead.sandbox.schema.cel;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What Kubernetes' functions on URLs compute. */
final class Urls {

  private Urls() {}

  static URI parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null || text.startsWith("/")) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Told in the same way.
    }
    throw new IllegalArgumentException(
        "URL parse error during conversion from string: parse \""
            + text
            + "\": invalid URI for request");
  }

  static boolean isUrl(String text) {
    try {
      return parse(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static String text(@Nullable String part) {
    return part == null ? "" : part;
  }

  static String hostname(URI uri) {
    return text(uri.getHost()).replaceAll("^\\[|]$", "");
  }

  static String port(URI uri) {
    return uri.getPort() < 0 ? "" : Integer.toString(uri.getPort());
  }
}
