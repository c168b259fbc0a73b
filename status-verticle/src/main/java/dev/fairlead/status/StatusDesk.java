package dev.fairlead.status;

import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.status.event.EventRecorder;
import dev.fairlead.status.event.Subject;
import dev.fairlead.status.write.StatusWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes intents on the event loop and serves them on virtual threads, so many at once, so many
 * waiting. The status is answered first; its Events are recorded after that. Thread-safe.
 */
final class StatusDesk {

  private static final Logger LOG = LoggerFactory.getLogger(StatusDesk.class);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final StatusWriter writer;
  private final EventRecorder recorder;
  private final Semaphore room;
  private final Semaphore writes;
  private final AtomicBoolean counting = new AtomicBoolean();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("status-", 0).factory());

  StatusDesk(StatusWriter writer, EventRecorder recorder, StatusSettings settings) {
    this.writer = writer;
    this.recorder = recorder;
    this.room = new Semaphore(settings.writes() + settings.waiting());
    this.writes = new Semaphore(settings.writes(), true);
  }

  /** Serves an intent; does not block. */
  CompletionStage<StatusReply> take(StatusIntent intent) {
    long receivedNanos = System.nanoTime();
    if (!room.tryAcquire()) {
      return busy("too many statuses are waiting to be written");
    }
    CompletableFuture<StatusReply> reply = new CompletableFuture<>();
    TraceContext trace = Spans.here(intent.trace());
    try {
      threads.execute(() -> {
        MDC.setContextMap(LogFields.of(intent.token(), trace));
        try {
          serve(intent, trace, receivedNanos, reply);
        } finally {
          room.release();
        }
      });
    } catch (RejectedExecutionException closed) {
      room.release();
      return busy("the status service is leaving");
    }
    return reply;
  }

  /** Writes the counts of repeated Events, unless that is going on; does not block. */
  void count() {
    if (counting.compareAndSet(false, true)) {
      threads.execute(() -> {
        try {
          recorder.count();
        } catch (InterruptedException closing) {
          Thread.currentThread().interrupt();
        } finally {
          counting.set(false);
        }
      });
    }
  }

  /** Serves what was taken, and ends. Blocks for a few seconds at most. */
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
    recorder.count();
  }

  private void serve(
      StatusIntent intent,
      TraceContext trace,
      long receivedNanos,
      CompletableFuture<StatusReply> reply) {
    try {
      writes.acquire();
      try {
        Duration waited = Duration.ofNanos(System.nanoTime() - receivedNanos);
        StatusReply answer =
            writer.write(intent, Duration.ofMillis(intent.deadlineMillis()).minus(waited), trace);
        LOG.debug("status of {}: {}", intent.primary(), answer);
        reply.complete(answer);
        for (Event event : intent.events()) {
          recorder.record(subject(intent), event, trace);
        }
      } finally {
        writes.release();
      }
    } catch (InterruptedException closing) {
      reply.complete(new StatusReply.Unanswered("the status service was stopped"));
    } catch (RuntimeException bug) {
      LOG.error("the status of {} was not written: a defect of Fairlead", intent.primary(), bug);
      reply.complete(new StatusReply.Refused(500, bug.toString()));
    }
  }

  private static Subject subject(StatusIntent intent) {
    return new Subject(
        intent.token().partition().controller(),
        intent.kind(),
        intent.primary().name(),
        intent.uid());
  }

  private static CompletionStage<StatusReply> busy(String why) {
    return CompletableFuture.completedFuture(new StatusReply.Refused(503, why));
  }
}
