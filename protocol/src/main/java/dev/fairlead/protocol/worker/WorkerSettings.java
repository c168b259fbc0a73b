package dev.fairlead.protocol.worker;

import java.time.Duration;

/** The times of a worker; the defaults are those of the design. */
public record WorkerSettings(
    Duration beat,
    Duration writeTimeout,
    Duration finishedResend,
    Duration zombieAfter,
    Duration ownerSilence) {

  /** A beat each second, two seconds for a write. */
  public static WorkerSettings defaults() {
    return new WorkerSettings(
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }
}
