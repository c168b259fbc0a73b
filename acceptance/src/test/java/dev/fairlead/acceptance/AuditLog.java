package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What the API server says that one user has asked of it. */
final class AuditLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  /** One request that has been answered. */
  record Call(
      String verb, String resource, String subresource, String namespace, String name, int code) {

    boolean isWrite() {
      return WRITES.contains(verb);
    }

    @Override
    public String toString() {
      return "%s %s%s %s/%s %d"
          .formatted(
              verb,
              resource,
              subresource.isEmpty() ? "" : "/" + subresource,
              namespace,
              name,
              code);
    }
  }

  private final Path file;
  private final String user;

  AuditLog(Path file, String user) {
    this.file = file;
    this.user = user;
  }

  /** All calls of the user in a namespace. */
  List<Call> calls(String namespace) {
    try (var lines = Files.lines(file)) {
      return lines
          .map(AuditLog::parse)
          .filter(line -> line.path("user").path("username").asText().equals(user))
          .map(AuditLog::call)
          .filter(call -> call.namespace().equals(namespace))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All writes of the user in a namespace, Events included. */
  List<Call> writes(String namespace) {
    return calls(namespace).stream().filter(Call::isWrite).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException partOfALine) {
      // The server is writing it: the request has not been answered yet.
      return JSON.createObjectNode();
    }
  }

  private static Call call(JsonNode line) {
    JsonNode ref = line.path("objectRef");
    return new Call(
        line.path("verb").asText(),
        ref.path("resource").asText(),
        ref.path("subresource").asText(),
        ref.path("namespace").asText(),
        ref.path("name").asText(),
        line.path("responseStatus").path("code").asInt());
  }
}
