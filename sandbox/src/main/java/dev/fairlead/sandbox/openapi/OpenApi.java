package dev.fairlead.sandbox.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.http.Documents;
import dev.fairlead.sandbox.http.HttpDate;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rest.Parameters;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * {@code /openapi/v3}: one document for each group version, whose address has a hash of what is in
 * it, so that clients keep it. Thread-safe; a document is made when it is first asked for.
 */
public final class OpenApi implements Documents {

  private static final String JSON = "application/json";
  private static final String ROOT = "/openapi/v3";

  private static final Duration KEPT = Duration.ofDays(365);

  private final Kinds kinds;
  private final InstantSource clock;

  /** The last document of each group version; those that are no longer served are dropped. */
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  private record Made(String hash, Buffer body) {}

  public OpenApi(Kinds kinds, InstantSource clock) {
    this.kinds = kinds;
    this.clock = clock;
  }

  @Override
  public Optional<Document> find(String path, String query, String accept) {
    Map<String, List<Kind>> served = served();
    if (path.equals(ROOT)) {
      return Optional.of(index(served));
    }
    if (!path.startsWith(ROOT + "/")) {
      return Optional.empty();
    }
    String name = path.substring(ROOT.length() + 1);
    List<Kind> its = served.get(name);
    return Optional.of(
        its == null
            ? new Document(404, "", Buffer.buffer(), Map.of())
            : document(path, name, its, query));
  }

  /** By the end of their path: {@code apis/apps/v1}. */
  private Map<String, List<Kind>> served() {
    return kinds.all().stream()
        .collect(
            Collectors.groupingBy(
                kind -> (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion(),
                TreeMap::new,
                Collectors.toList()));
  }

  private Document index(Map<String, List<Kind>> served) {
    made.keySet().retainAll(served.keySet());
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = index.putObject("paths");
    served.forEach((name, its) ->
        paths.putObject(name).put("serverRelativeURL", ROOT + "/" + name + "?hash=" + hash(its)));
    return new Document(200, "text/plain; charset=utf-8", bytes(index), Map.of());
  }

  private Document document(String path, String name, List<Kind> its, String query) {
    String hash = hash(its);
    String asked = Parameters.parse(query).text("hash");
    if (!asked.isEmpty() && !asked.equals(hash)) {
      return new Document(
          301,
          JSON,
          Buffer.buffer(),
          Map.of("Location", path + "?hash=" + hash, "ETag", "\"" + hash + "\""));
    }
    Made current = made.get(name);
    if (current == null || !current.hash().equals(hash)) {
      current = new Made(hash, bytes(GroupVersionDocument.of(its)));
      made.put(name, current);
    }
    return new Document(200, JSON, current.body(), headers(hash, !asked.isEmpty()));
  }

  /**
   * @param fixed whether the address names the content, which is then good for ever
   */
  private Map<String, String> headers(String hash, boolean fixed) {
    String tag = "\"" + hash + "\"";
    return fixed
        ? Map.of(
            "ETag",
            tag,
            "Vary",
            "Accept",
            "Cache-Control",
            "public, immutable",
            "Expires",
            HttpDate.text(clock.instant().plus(KEPT)))
        : Map.of("ETag", tag, "Vary", "Accept");
  }

  /** Of what the document is made from, which is much less than the document. */
  private static String hash(List<Kind> its) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : its) {
      text.append(kind.apiVersion()).append(kind.name()).append(kind.verbs());
      kind.definition().ifPresent(text::append);
    }
    return Documents.hash(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Buffer bytes(ObjectNode object) {
    return Buffer.buffer(object.toString());
  }
}
