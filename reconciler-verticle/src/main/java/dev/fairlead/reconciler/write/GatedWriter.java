package dev.fairlead.reconciler.write;

import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.journal.JournalEntry;
import dev.fairlead.reconciler.journal.Moment;
import dev.fairlead.reconciler.work.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets the writes of one attempt through the gate. Blocks on the API server. Thread-safe. */
public final class GatedWriter {

  /** One call to the API server. */
  @FunctionalInterface
  public interface Call {

    /** Makes the call with a writer that has the gate's timeout. */
    WriteResult with(Writer writer) throws InterruptedException;
  }

  private final Token token;
  private final Gate gate;
  private final Journal journal;
  private final Writer writer;
  private final Spans spans;
  private final TraceContext trace;
  private final Ledger ledger;
  private final Optional<DryRun> dryRun;

  /**
   * A writer for one attempt, within its trace.
   *
   * @param dryRun where nothing is to be written: told what would have been
   */
  public GatedWriter(
      Token token,
      Gate gate,
      Journal journal,
      Writer writer,
      Spans spans,
      TraceContext trace,
      Ledger ledger,
      Optional<DryRun> dryRun) {
    this.token = token;
    this.gate = gate;
    this.journal = journal;
    this.writer = writer;
    this.spans = spans;
    this.trace = trace;
    this.ledger = ledger;
    this.dryRun = dryRun;
  }

  /** Where nothing is written: what would have been. */
  public Optional<DryRun> dryRun() {
    return dryRun;
  }

  /**
   * Asks the gate, makes the call, and enters its answer in the ledger.
   *
   * @param verb what is done, as RBAC names it
   * @param uid of the object that is written to; empty for a creation
   * @throws InterruptedException while the answer was awaited: it may have been written, and the
   *     ledger says so
   */
  public WriteResult write(String verb, ObjectRef ref, String uid, Call call)
      throws GateClosedException, InterruptedException {
    return write(verb, ref, uid, List::of, call);
  }

  /**
   * The same.
   *
   * @param details what a dry run says of it: the fields that change; nobody else asks
   */
  public WriteResult write(
      String verb, ObjectRef ref, String uid, Supplier<List<String>> details, Call call)
      throws GateClosedException, InterruptedException {
    if (dryRun.isPresent()) {
      WriteResult result = tryOut(verb, ref, call);
      if (result instanceof WriteResult.Written || result instanceof WriteResult.Deleted) {
        List<String> fields = details.get();
        String named = fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")";
        dryRun.get().would((verb.equals("patch") ? "update" : verb) + " " + ref + named);
      }
      return result;
    }
    try (TraceSpan span = spans.call(verb + " " + ref.resource().qualified(), trace)) {
      span.about(ref).set("k8s.object.uid", uid);
      long sentNanos = System.nanoTime();
      WriteResult result = send(span, verb, ref, call);
      WriteEntry entry = Ledger.entry(ref, verb, uid, result);
      ledger.answered(entry, Duration.ofNanos(System.nanoTime() - sentNanos));
      if (entry instanceof WriteEntry.Refused refused) {
        span.failed(refused.code() + " " + refused.message());
      }
      return result;
    }
  }

  /** Asks the server what it would say to a write, which no gate minds. */
  public WriteResult tryOut(String verb, ObjectRef ref, Call call) throws InterruptedException {
    try (TraceSpan span =
        spans.call("dry run of " + verb + " " + ref.resource().qualified(), trace)) {
      return span.about(ref).within(() -> call.with(writer.dryRun()));
    }
  }

  /** Reads an object as it is now, which no gate minds. */
  public ReadResult read(ObjectRef ref) throws InterruptedException {
    try (TraceSpan span = spans.call("get " + ref.resource().qualified(), trace)) {
      ReadResult result = span.about(ref).within(() -> writer.get(ref));
      if (result instanceof ReadResult.Unknown(String cause)) {
        span.failed(cause);
      }
      return result;
    }
  }

  /**
   * Asks the gate, and notes it down if it lets the write out.
   *
   * @param subresource to be written; empty for the object itself
   * @param call of the write, or of what asks another process for it
   * @return how long the write may take
   * @throws GateClosedException if none may be made
   */
  public Duration pass(String verb, ObjectRef ref, String subresource, TraceContext call)
      throws GateClosedException {
    Moment asked = Moment.now();
    return switch (gate.ask(token)) {
      case GateDecision.Pass(long timeoutMillis) -> {
        journal.write(
            new JournalEntry.Passed(token, asked, verb, ref, subresource, call.traceparent()));
        yield left(asked, timeoutMillis);
      }
      case GateDecision.Refuse(GateDecision.Why why) -> throw new GateClosedException(why);
    };
  }

  /** A disk that is slow to take the note, or a pause, comes off the time of the write. */
  private static Duration left(Moment asked, long timeoutMillis) throws GateClosedException {
    long gone = System.nanoTime() - asked.monotonicNanos();
    Duration left = Duration.ofMillis(timeoutMillis).minusNanos(gone);
    if (!left.isPositive()) {
      throw new GateClosedException(GateDecision.Why.PERMIT_ENDING);
    }
    return left;
  }

  private WriteResult send(TraceSpan span, String verb, ObjectRef ref, Call call)
      throws GateClosedException, InterruptedException {
    Duration timeout = pass(verb, ref, "", span.context());
    try {
      return span.within(() -> call.with(writer.within(timeout)));
    } catch (InterruptedException interrupted) {
      ledger.add(new WriteEntry.Unanswered(ref, verb));
      throw interrupted;
    }
  }
}
