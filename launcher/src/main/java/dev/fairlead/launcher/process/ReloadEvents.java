package dev.fairlead.launcher.process;

import dev.fairlead.kube.write.Writer;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.status.event.EventRecorder;
import dev.fairlead.status.event.Subject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells people of changes of the configuration by Events, as many as client-go would let through.
 * Thread-safe; it does not block: while the API server does not answer, the latest wait, and more
 * than that are left out.
 */
final class ReloadEvents implements LiveConfiguration.Listener, AutoCloseable {

  private static final int WAITING_MAX = 16;
  private static final int EVENTS_MAX = 100;

  private final ReloadSubject subject;
  private final EventRecorder recorder;
  private final ThreadPoolExecutor recording =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofVirtual().name("configuration events").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  ReloadEvents(ReloadSubject subject, Writer writer, MeshProcess mesh) {
    this.subject = subject;
    this.recorder =
        new EventRecorder(
            writer,
            mesh.telemetry().spans(),
            mesh.incarnation(),
            mesh.time(),
            "Reload",
            EVENTS_MAX);
  }

  @Override
  public void changed(LiveConfiguration.Change change) {
    String said =
        Stream.of(
                said(change.live(), "from now on"), said(change.later(), "from the next start on"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    if (!said.isEmpty()) {
      record(new Event(Event.Type.NORMAL, "ConfigurationReloaded", said));
    }
  }

  private static Optional<String> said(List<String> keys, String since) {
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of("in force " + since + ": " + String.join(", ", keys));
  }

  @Override
  public void refused(List<String> problems) {
    record(
        new Event(
            Event.Type.WARNING,
            "ConfigurationRefused",
            "all stays as it was: " + String.join("; ", problems)));
  }

  private void record(Event event) {
    recording.execute(() -> {
      try {
        Optional<Subject> about = subject.find();
        if (about.isPresent()) {
          recorder.record(about.get(), event, TraceContext.NONE);
          recorder.count();
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    recording.shutdownNow();
  }
}
