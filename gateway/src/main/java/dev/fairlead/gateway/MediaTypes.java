package dev.fairlead.gateway;

import java.util.Locale;

/** What clients say of the types that they take and send (RFC 9110, 12.5.1 and 8.3). */
final class MediaTypes {

  static final String JSON = "application/json";

  private MediaTypes() {}

  /** Whether an {@code Accept} takes a type; one that is empty takes everything. */
  static boolean accepts(String accept, String type) {
    if (accept.isBlank()) {
      return true;
    }
    String range = type.substring(0, type.indexOf('/')) + "/*";
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parameters = part.split(";", -1);
      String wanted = parameters[0].strip();
      if (wanted.equals(type) || wanted.equals(range) || wanted.equals("*/*")) {
        boolean refused = false;
        for (int i = 1; i < parameters.length; i++) {
          refused |= parameters[i].strip().matches("q=0(\\.0{0,3})?");
        }
        if (!refused) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a {@code Content-Type} is JSON; one that is empty is taken for it. */
  static boolean isJson(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.isBlank() || type.strip().equalsIgnoreCase(JSON);
  }
}
