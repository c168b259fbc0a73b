package dev.fairlead.webhook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long the API server waits, by the parameter {@code timeout} that it sends. */
final class Patience {

  /** What it waits at most, for whatever. */
  private static final Duration MOST = Duration.ofSeconds(30);

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,3})s");

  private Patience() {}

  /** When an answer must be on its way: a tenth is left for the way. */
  static Duration of(@Nullable String timeout) {
    Duration waits = MOST;
    if (timeout != null) {
      Matcher seconds = SECONDS.matcher(timeout);
      if (seconds.matches() && Integer.parseInt(seconds.group(1)) > 0) {
        Duration said = Duration.ofSeconds(Integer.parseInt(seconds.group(1)));
        waits = said.compareTo(MOST) < 0 ? said : MOST;
      }
    }
    return waits.multipliedBy(9).dividedBy(10);
  }
}
