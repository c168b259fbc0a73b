package dev.fairlead.kube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.ResourcePath;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObjectRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who writes to an object, by its {@code managedFields}: which are not cached, and are read when
 * somebody asks. Calls block for a second at most: use virtual threads. Thread-safe.
 */
public final class FieldManagers {

  /** Only the metadata of an object; servers that do not know of it answer with the whole. */
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiServer server;

  /** Those of the objects of a server. */
  public FieldManagers(ApiServer server) {
    this.server = server;
  }

  /**
   * The manager that wrote last, among some.
   *
   * @param which tells by its name whether a manager is of interest
   * @return its name, and the subresource that it wrote in brackets; empty if there is none, or the
   *     object cannot be read
   */
  public Optional<String> last(ObjectRef ref, Predicate<String> which) throws InterruptedException {
    Answer answer = server.send(ApiRequest.get(ResourcePath.object(ref), METADATA, PATIENCE));
    return answer instanceof Answer.Success(int _, Frame body)
        ? last(body, which)
        : Optional.empty();
  }

  static Optional<String> last(Frame object, Predicate<String> which) {
    try {
      JsonNode last = null;
      for (JsonNode entry : JSON.readTree(object.json()).path("metadata").path("managedFields")) {
        if (which.test(entry.path("manager").asText()) && (last == null || isLater(entry, last))) {
          last = entry;
        }
      }
      return Optional.ofNullable(last).map(FieldManagers::name);
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  /** Times are in RFC 3339 of the same zone and precision, so that their order is that of texts. */
  private static boolean isLater(JsonNode one, JsonNode other) {
    return one.path("time").asText().compareTo(other.path("time").asText()) >= 0;
  }

  private static String name(JsonNode entry) {
    String subresource = entry.path("subresource").asText();
    return entry.path("manager").asText() + (subresource.isEmpty() ? "" : " (" + subresource + ")");
  }
}
