package dev.fairlead.gateway;

import dev.fairlead.protocol.object.NamespacedName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a controller's objects begins, as {@code continue} carries it. Callers
 * must not look inside, so its form may change.
 */
record PageToken(String controller, NamespacedName after) {

  private static final String FORM = "1";

  /** The token as it goes into a URL. */
  String encode() {
    String plain = String.join("\n", FORM, controller, after.namespace(), after.name());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a token; empty if it is none. */
  static Optional<PageToken> parse(String token) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", -1);
      return parts.length == 4 && parts[0].equals(FORM)
          ? Optional.of(new PageToken(parts[1], new NamespacedName(parts[2], parts[3])))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
