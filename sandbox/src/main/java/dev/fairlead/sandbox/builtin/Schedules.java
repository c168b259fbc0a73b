package dev.fairlead.sandbox.builtin;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedules as cron writes them: five fields, or a word such as {@code @daily}. */
final class Schedules {

  private static final List<String> WORDS =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final int[] MIN = {0, 0, 1, 1, 0};
  private static final int[] MAX = {59, 23, 31, 12, 6};
  private static final Pattern RANGE =
      Pattern.compile("(\\*|\\?|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:/([0-9]+))?");

  private Schedules() {}

  /** What the API says of a bad one. */
  static Optional<String> fault(String schedule) {
    String text = schedule.replaceFirst("^(CRON_)?TZ=\\S+\\s+", "");
    if (text.startsWith("@")) {
      return WORDS.contains(text) || text.startsWith("@every ")
          ? Optional.empty()
          : Optional.of("unrecognized descriptor: " + text);
    }
    List<String> fields = List.of(text.strip().split("\\s+"));
    if (fields.size() != 5) {
      return Optional.of(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.size(), String.join(" ", fields)));
    }
    for (int i = 0; i < fields.size(); i++) {
      for (String range : fields.get(i).split(",", -1)) {
        Optional<String> fault = range(range, i);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> range(String range, int field) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      return Optional.of("failed to parse int from " + range);
    }
    String first = matcher.group(1);
    if (first.equals("*") || first.equals("?")) {
      return Optional.empty();
    }
    boolean named = (field == 3 || field == 4) && first.matches("[A-Za-z]{3}");
    if (named) {
      return Optional.empty();
    }
    if (!first.matches("[0-9]{1,9}")) {
      return Optional.of(
          "failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax"
              .formatted(first, first));
    }
    int start = Integer.parseInt(first);
    String last = matcher.group(2);
    int end = last != null && last.matches("[0-9]{1,9}") ? Integer.parseInt(last) : start;
    if (start < MIN[field]) {
      return Optional.of(
          "beginning of range (%d) below minimum (%d): %s".formatted(start, MIN[field], range));
    }
    if (end > MAX[field]) {
      return Optional.of(
          "end of range (%d) above maximum (%d): %s".formatted(end, MAX[field], range));
    }
    if (start > end) {
      return Optional.of(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, range));
    }
    return Optional.empty();
  }

  /** What the API says of an unknown time zone. */
  static Optional<String> zoneFault(String zone) {
    if (zone.isEmpty()) {
      return Optional.of("timeZone must be nil or non-empty string");
    }
    return ZoneId.getAvailableZoneIds().contains(zone)
        ? Optional.empty()
        : Optional.of("unknown time zone " + zone);
  }
}
