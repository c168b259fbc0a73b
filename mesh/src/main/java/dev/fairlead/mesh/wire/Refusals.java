package dev.fairlead.mesh.wire;

import dev.fairlead.mesh.wire.Refused.Cause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the frames that were refused, by cause, in {@code fairlead_bus_frames_refused_total}, and
 * says so in the log, at most once a minute for each cause. Thread-safe.
 */
public final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

  private final class Tally {

    private final Counter counter;
    private long unsaid;
    private long silentSince;

    Tally(Counter counter) {
      this.counter = counter;
      this.silentSince = nanoTime.getAsLong() - SILENCE_NANOS;
    }

    synchronized void count(Refused refused) {
      counter.increment();
      unsaid++;
      long now = nanoTime.getAsLong();
      if (now - silentSince >= SILENCE_NANOS) {
        LOG.warn("refused {} frame(s) as {}: {}", unsaid, refused.cause(), refused.detail());
        unsaid = 0;
        silentSince = now;
      }
    }
  }

  private final LongSupplier nanoTime;
  private final Map<Cause, Tally> tallies = new EnumMap<>(Cause.class);

  /** Counters at zero. */
  public Refusals(MeterRegistry meters) {
    this(meters, System::nanoTime);
  }

  Refusals(MeterRegistry meters, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (Cause cause : Cause.values()) {
      tallies.put(
          cause,
          new Tally(
              Counter.builder("fairlead.bus.frames.refused")
                  .description("Frames of the bus that were not acted on, by cause")
                  .tag("cause", cause.toString())
                  .register(meters)));
    }
  }

  /** One more. */
  public void count(Refused refused) {
    Tally tally = tallies.get(refused.cause());
    if (tally != null) {
      tally.count(refused);
    }
  }
}
