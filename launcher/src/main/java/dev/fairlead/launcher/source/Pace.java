package dev.fairlead.launcher.source;

import java.time.Duration;

/**
 * How fast sources are followed.
 *
 * @param look how often is looked for changes, and how long a source that failed is first left
 *     alone
 * @param patience how long the first text of each may take
 */
public record Pace(Duration look, Duration patience) {

  /** For a process that runs. */
  public static final Pace STEADY = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** For a person who waits. */
  public static final Pace ONCE = new Pace(Duration.ofSeconds(1), Duration.ZERO);
}
