package dev.fairlead.launcher.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes: {@code 100MB} in steps of 1000, {@code 100MiB} in steps of 1024. */
final class SizeText {

  private record Unit(String name, long bytes) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("GB", 1_000_000_000),
          new Unit("GiB", 1L << 30),
          new Unit("MB", 1_000_000),
          new Unit("MiB", 1L << 20),
          new Unit("KB", 1_000),
          new Unit("KiB", 1L << 10));

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([KMG]i?B)");

  private SizeText() {}

  static Optional<Long> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return UNITS.stream()
        .filter(unit -> unit.name().equals(matcher.group(2)))
        .map(unit -> count * unit.bytes())
        .findFirst();
  }

  /** In the largest unit that gives a whole number; what is read has one. */
  static String write(long bytes) {
    return UNITS.stream()
        .filter(unit -> bytes % unit.bytes() == 0)
        .findFirst()
        .map(unit -> bytes / unit.bytes() + unit.name())
        .orElseThrow(() -> new IllegalArgumentException(bytes + " bytes are no whole KB or KiB"));
  }
}
