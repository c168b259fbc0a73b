package dev.fairlead.status.event;

import dev.fairlead.kube.write.EventReport;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.status.Event;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records Events in the cluster. Calls block: use virtual threads. Thread-safe. What cannot be
 * recorded is said once for each kind of refusal and forgotten.
 */
public final class EventRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final int COMPLAINTS_MAX = 100;

  private final Writer writer;
  private final Spans spans;
  private final Incarnation self;
  private final InstantSource clock;
  private final String action;
  private final EventBook book;
  private final Set<String> complaints = new HashSet<>();

  /**
   * A recorder that remembers at most so many Events.
   *
   * @param action what is being done when they happen, a word in CamelCase
   */
  public EventRecorder(
      Writer writer,
      Spans spans,
      Incarnation self,
      InstantSource clock,
      String action,
      int eventsMax) {
    this.writer = writer;
    this.spans = spans;
    this.self = self;
    this.clock = clock;
    this.action = action;
    this.book = new EventBook(eventsMax);
  }

  /** Records an Event, or counts it; as a step of a trace. */
  public void record(Subject about, Event event, TraceContext trace) throws InterruptedException {
    Optional<Entry> entry;
    synchronized (book) {
      entry = book.tell(about, event, clock.instant());
    }
    if (entry.isPresent() && !(create(entry.get(), trace) instanceof WriteResult.Written)) {
      forget(entry.get());
    }
  }

  /** Writes the counts that have grown. */
  public void count() throws InterruptedException {
    List<Entry> due;
    synchronized (book) {
      due = book.due();
    }
    for (Entry entry : due) {
      WriteResult result = writer.repeatEvent(entry.name(), entry.count(), entry.last());
      if (result instanceof WriteResult.NotFound) {
        // The server forgets Events after an hour: the next one is a new one.
        forget(entry);
        continue;
      }
      complain(entry, result);
      if (result instanceof WriteResult.Unreachable || result instanceof WriteResult.Unanswered) {
        return;
      }
    }
  }

  private WriteResult create(Entry entry, TraceContext trace) throws InterruptedException {
    Subject about = entry.subject();
    EventReport report =
        new EventReport(
            entry.name().name(),
            about.kind(),
            about.name(),
            about.uid(),
            entry.event().type() == Event.Type.WARNING,
            entry.event().reason(),
            action,
            entry.event().message(),
            entry.first(),
            "fairlead.dev/" + about.controller(),
            self.id());
    WriteResult result;
    try (TraceSpan span = spans.call("create events.events.k8s.io", trace)) {
      span.set("k8s.namespace.name", entry.name().namespace())
          .set("k8s.object.name", entry.name().name())
          .set("k8s.object.resource", "events.events.k8s.io")
          .set("k8s.event.reason", entry.event().reason());
      result = span.within(() -> writer.createEvent(report));
      if (!(result instanceof WriteResult.Written)) {
        span.failed(result.toString());
      }
    }
    complain(entry, result);
    return result;
  }

  private void forget(Entry entry) {
    synchronized (book) {
      book.missing(entry);
    }
  }

  private void complain(Entry entry, WriteResult result) {
    if (result instanceof WriteResult.Written) {
      return;
    }
    boolean first;
    synchronized (complaints) {
      first =
          complaints.size() < COMPLAINTS_MAX
              && complaints.add(entry.name().namespace() + result.getClass());
    }
    if (first) {
      LOG.warn(
          "Events in namespace {} cannot be recorded, such as \"{}\" of {}: {}",
          entry.name().namespace(),
          entry.event().reason(),
          entry.subject().name(),
          result);
    }
  }
}
