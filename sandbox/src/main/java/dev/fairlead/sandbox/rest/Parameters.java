package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The values behind the question mark, decoded. Immutable. */
public record Parameters(Map<String, List<String>> values) {

  public static final Parameters NONE = new Parameters(Map.of());

  /** Reads {@code a=1&b=2}; what cannot be decoded is left out, as Go does. */
  public static Parameters parse(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      if (!part.isEmpty() && !part.contains(";")) {
        add(part, values);
      }
    }
    return new Parameters(values);
  }

  private static void add(String part, Map<String, List<String>> values) {
    int equals = part.indexOf('=');
    try {
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decode(part.substring(equals + 1));
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    } catch (IllegalArgumentException _) {
      // Left out.
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value; empty text if the parameter is absent. */
  public String text(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Absent, {@code 0} and {@code false} are false; all else is true, as the API has it. */
  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  /** Like {@link #flag}, and empty if the parameter is absent. */
  public Optional<Boolean> optionalFlag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    String value = text(name);
    return Optional.of(!value.equals("0") && !value.equalsIgnoreCase("false"));
  }

  /** A whole number; empty if the parameter is absent or without value. */
  public OptionalLong number(String name) throws Rejection {
    String value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(value));
    } catch (NumberFormatException _) {
      throw Status.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax")
          .rejection();
    }
  }
}
