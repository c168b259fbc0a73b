package dev.fairlead.mesh.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of one process, for all its roles. What happens is counted as it happens. What is,
 * such as the depth of a queue, costs nothing until somebody looks: right before each scrape those
 * who know it are asked. Thread-safe.
 */
public final class Meters {

  /** Asked before each scrape. */
  @FunctionalInterface
  public interface Sampler {

    /** Brings its meters up to date, on whatever thread; completes when it has. */
    CompletionStage<?> sample();
  }

  /** Ends something; never fails. */
  @FunctionalInterface
  public interface Sampling extends AutoCloseable {

    @Override
    void close();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final MeterRegistry registry;
  private final List<Sampler> samplers = new CopyOnWriteArrayList<>();

  /** Meters in a registry. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Meters that nobody ever reads. */
  public static Meters none() {
    return new Meters(new CompositeMeterRegistry());
  }

  /** For libraries that bring their own meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Meters that have these labels in common, and go together. */
  public MeterGroup group(String... labels) {
    return new MeterGroup(registry, labels);
  }

  /** Has a sampler asked before each scrape, until this is closed. */
  public Sampling sampled(Sampler sampler) {
    samplers.add(sampler);
    return () -> samplers.remove(sampler);
  }

  /**
   * Brings everything up to date, within half a second: a loop that is late shows what it showed
   * before. Blocks; not for an event loop.
   */
  public void sample() {
    CompletableFuture<?>[] asked =
        samplers.stream()
            .map(sampler -> sampler.sample().toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(asked).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("metrics are not all of this moment: a loop did not answer within {}", PATIENCE);
    } catch (ExecutionException defect) {
      LOG.error("metrics are not all of this moment", defect.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
