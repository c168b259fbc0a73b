package dev.fairlead.reconciler.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import java.nio.charset.StandardCharsets;

/** Entries as lines of JSON. Pure. */
final class JournalCodec {

  private JournalCodec() {}

  static byte[] line(Incarnation worker, JournalEntry entry) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", entry.moment().wall().toString());
    line.put("monotonicNanos", entry.moment().monotonicNanos());
    line.put("event", event(entry));
    line.put("worker", worker.id());
    put(line, entry.token());
    switch (entry) {
      case JournalEntry.Started started -> line.put("owner", started.owner().id());
      case JournalEntry.Passed passed -> {
        put(line, passed.verb(), passed.ref());
        line.put("subresource", passed.subresource()).put("traceparent", passed.traceparent());
      }
      case JournalEntry.Ended ended -> {
        put(line, ended.outcome());
        ended.writes().forEach(write -> put(line.withArray("writes").addObject(), write));
      }
    }
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String event(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Started started -> "started";
      case JournalEntry.Passed passed -> "passed";
      case JournalEntry.Ended ended -> "ended";
    };
  }

  private static void put(ObjectNode line, Token token) {
    line.put("controller", token.partition().controller())
        .put("layout", token.partition().layout())
        .put("partition", token.partition().number())
        .put("epoch", token.epoch())
        .put("attempt", token.attempt());
    line.putObject("key").put("namespace", token.key().namespace()).put("name", token.key().name());
  }

  private static void put(ObjectNode line, String verb, ObjectRef ref) {
    line.put("verb", verb).put("resource", ref.resource().qualified());
    line.putObject("object")
        .put("namespace", ref.name().namespace())
        .put("name", ref.name().name());
  }

  private static void put(ObjectNode line, Outcome outcome) {
    line.put("outcome", outcome.getClass().getSimpleName());
    switch (outcome) {
      case Outcome.Failed(String reason, String message) ->
          line.put("message", reason + ": " + message);
      case Outcome.Rejected(String reason, String message) ->
          line.put("message", reason + ": " + message);
      case Outcome.Stale(ObjectRef conflict, var seen) -> line.put("message", conflict.toString());
      case Outcome.RetryAfter(long afterMillis, String reason) -> line.put("message", reason);
      case Outcome.Abandoned(String reason) -> line.put("message", reason);
      case Outcome.Done done -> {}
      case Outcome.LookAgain lookAgain -> {}
    }
  }

  private static void put(ObjectNode line, WriteEntry write) {
    put(line, write.verb(), write.ref());
    switch (write) {
      case WriteEntry.Written written ->
          line.put("code", written.code())
              .put("uid", written.uid())
              .put("resourceVersion", written.version().toString());
      case WriteEntry.Gone gone -> line.put("code", gone.code()).put("uid", gone.uid());
      case WriteEntry.Refused refused ->
          line.put("code", refused.code()).put("message", refused.message());
      case WriteEntry.Unanswered unanswered -> line.put("message", "no answer came");
    }
  }
}
