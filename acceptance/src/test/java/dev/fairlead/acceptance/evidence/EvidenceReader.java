package dev.fairlead.acceptance.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what processes and the API server have written down. Half a line was not written. */
public final class EvidenceReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  private EvidenceReader() {}

  /**
   * Reads all of it.
   *
   * @param journals the directory of the workers' journals
   * @param auditLog at the level RequestResponse
   * @param namespace of the objects
   * @param leaseNamespace of the Leases
   * @param writers the users whose writes are judged
   */
  public static Evidence read(
      Path journals, Path auditLog, String namespace, String leaseNamespace, Set<String> writers) {
    List<Note> notes = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    List<LeaseVersion> leases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(journals)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> lines(file, _ -> true, line -> notes.add(note(line))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    lines(
        auditLog,
        // Most of the log is what others have read: not to parse that saves most of the time.
        line -> writers.stream().anyMatch(line::contains),
        line -> {
          JsonNode object = line.path("objectRef");
          String resource = object.path("resource").asText();
          String place = object.path("namespace").asText();
          if (!WRITES.contains(line.path("verb").asText())) {
            return;
          }
          if (resource.equals("leases") && place.equals(leaseNamespace)) {
            lease(line, leases);
          } else if (!resource.equals("events")
              && place.equals(namespace)
              && writers.contains(line.path("user").path("username").asText())) {
            writes.add(write(line));
          }
        });
    return new Evidence(notes, writes, leases);
  }

  private interface Sink {

    void take(JsonNode line);
  }

  private static void lines(Path file, Predicate<String> worthwhile, Sink sink) {
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .filter(worthwhile)
          .forEach(line -> {
            try {
              sink.take(JSON.readTree(line));
            } catch (IOException partOfALine) {
              // Its writer was killed over it.
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Note note(JsonNode line) {
    String worker = line.path("worker").asText();
    long nanos = line.path("monotonicNanos").asLong();
    Token token =
        new Token(
            new Partition(
                line.path("controller").asText(),
                line.path("layout").asInt(),
                line.path("partition").asInt()),
            line.path("epoch").asLong(),
            name(line.path("key")),
            line.path("attempt").asLong());
    return switch (line.path("event").asText()) {
      case "started" -> new Note.Started(worker, token, nanos, line.path("owner").asText());
      case "passed" ->
          new Note.Passed(
              worker,
              token,
              nanos,
              line.path("verb").asText(),
              target(
                  line.path("resource").asText(),
                  line.path("subresource").asText(),
                  line.path("object")),
              line.path("traceparent").asText());
      case "ended" -> new Note.Ended(worker, token, nanos, line.path("outcome").asText());
      case String other -> throw new IllegalArgumentException("no journal has " + other);
    };
  }

  private static NamespacedName name(JsonNode node) {
    return new NamespacedName(node.path("namespace").asText(), node.path("name").asText());
  }

  private static Target target(String resource, String subresource, JsonNode object) {
    return new Target(
        subresource.isEmpty() ? resource : resource + "/" + subresource,
        object.path("namespace").asText(),
        object.path("name").asText());
  }

  private static Write write(JsonNode line) {
    JsonNode ref = line.path("objectRef");
    String group = ref.path("apiGroup").asText();
    JsonNode asked = line.path("requestObject");
    JsonNode state =
        asked.has("preconditions") ? asked.path("preconditions") : asked.path("metadata");
    JsonNode answer = line.path("responseObject");
    return new Write(
        line.path("auditID").asText(),
        line.path("user").path("username").asText(),
        line.path("verb").asText(),
        target(
            ref.path("resource").asText() + (group.isEmpty() ? "" : "." + group),
            ref.path("subresource").asText(),
            ref),
        line.path("responseStatus").path("code").asInt(),
        Instant.parse(line.path("requestReceivedTimestamp").asText()),
        answer.path("metadata").path("uid").asText(),
        answer.path("metadata").path("resourceVersion").asLong(),
        state.path("uid").asText(),
        state.path("resourceVersion").asText(),
        observedGeneration(answer.path("status")));
  }

  private static long observedGeneration(JsonNode status) {
    long highest = status.path("observedGeneration").asLong();
    for (JsonNode condition : status.path("conditions")) {
      highest = Math.max(highest, condition.path("observedGeneration").asLong());
    }
    return highest;
  }

  private static void lease(JsonNode line, List<LeaseVersion> leases) {
    JsonNode lease = line.path("responseObject");
    if (lease.path("kind").asText().equals("Lease")
        && !line.path("verb").asText().equals("delete")) {
      leases.add(
          new LeaseVersion(
              lease.path("metadata").path("name").asText(),
              lease.path("metadata").path("uid").asText(),
              lease.path("metadata").path("resourceVersion").asLong(),
              lease.path("spec").path("holderIdentity").asText(""),
              lease.path("spec").path("leaseTransitions").asLong()));
    }
  }
}
