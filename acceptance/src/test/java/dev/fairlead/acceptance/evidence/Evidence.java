package dev.fairlead.acceptance.evidence;

import dev.fairlead.protocol.message.Token;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of a run.
 *
 * @param notes of all workers, in the order of time
 * @param writes by the mesh to objects, without Leases and Events, in the order of the log
 * @param leases in the order in which they were written
 */
public record Evidence(List<Note> notes, List<Write> writes, List<LeaseVersion> leases) {

  /** The order in which attempts at one key may be made. */
  static final Comparator<Token> ORDER =
      Comparator.<Token>comparingInt(token -> token.partition().layout())
          .thenComparingLong(Token::epoch)
          .thenComparingLong(Token::attempt);

  public Evidence {
    notes = notes.stream().sorted(Comparator.comparingLong(Note::nanos)).toList();
    writes = List.copyOf(writes);
    leases = leases.stream().sorted(Comparator.comparingLong(LeaseVersion::version)).toList();
  }

  Stream<Note.Started> starts() {
    return of(Note.Started.class);
  }

  Stream<Note.Passed> passes() {
    return of(Note.Passed.class);
  }

  private <N extends Note> Stream<N> of(Class<N> kind) {
    return notes.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Finds the gate pass that let a write out. */
  Passes byCall() {
    Map<String, Note.Passed> calls = new HashMap<>();
    passes().forEach(pass -> calls.put(key(pass.target(), pass.traceparent()), pass));
    return write -> Optional.ofNullable(calls.get(key(write.target(), write.auditId())));
  }

  /** Gate passes by what they let out; a status is written elsewhere, in the same trace. */
  interface Passes {

    Optional<Note.Passed> of(Write write);
  }

  private static String key(Target target, String traceparent) {
    return target + " " + (target.isStatus() ? traceId(traceparent) : traceparent);
  }

  /** The second part of a {@code traceparent}; empty if it is none. */
  static String traceId(String traceparent) {
    String[] parts = traceparent.split("-", 4);
    return parts.length == 4 ? parts[1] : "";
  }

  /** In one line, what there is. */
  public String summary() {
    return "%d attempts, %d gate passes, %d writes (%d refused), %d epochs, %d workers"
        .formatted(
            starts().count(),
            passes().count(),
            writes.size(),
            writes.stream().filter(write -> !write.succeeded()).count(),
            starts()
                .map(start -> start.token().partition() + "@" + start.token().epoch())
                .distinct()
                .count(),
            notes.stream().map(Note::worker).distinct().count());
  }
}
