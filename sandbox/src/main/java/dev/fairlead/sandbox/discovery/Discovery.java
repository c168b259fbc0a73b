package dev.fairlead.sandbox.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.http.Documents;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Status;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The documents below {@code /api} and {@code /apis} that say which kinds there are. */
public final class Discovery implements Documents {

  private static final String JSON = "application/json";
  private static final String AGGREGATED =
      JSON + ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final Kinds kinds;
  private final Supplier<String> serverAddress;
  private volatile Aggregated aggregated = new Aggregated(List.of(), NOTHING, NOTHING);

  private static final Document NOTHING = new Document(404, JSON, Buffer.buffer(), Map.of());

  /** The two large documents, and the kinds that they were made from. */
  private record Aggregated(List<Kind> kinds, Document core, Document groups) {}

  private enum Form {
    AGGREGATED,
    LEGACY,
    NONE
  }

  /**
   * @param serverAddress host and port under which clients reach the server
   */
  public Discovery(Kinds kinds, Supplier<String> serverAddress) {
    this.kinds = kinds;
    this.serverAddress = serverAddress;
  }

  @Override
  public Optional<Document> find(String path, String query, String accept) {
    String[] parts = path.replaceAll("/+$", "").split("/", -1);
    boolean core = parts.length > 1 && parts[1].equals("api");
    boolean grouped = parts.length > 1 && parts[1].equals("apis");
    if (parts.length == 2 && (core || grouped)) {
      return Optional.of(root(core, accept));
    }
    if (core && parts.length == 3) {
      return LegacyDiscovery.resources(kinds.all(), parts[2]).map(Discovery::plain);
    }
    if (grouped && parts.length == 3) {
      return LegacyDiscovery.group(kinds.all(), parts[2]).map(Discovery::plain);
    }
    if (grouped && parts.length == 4) {
      return LegacyDiscovery.resources(kinds.all(), parts[2] + "/" + parts[3])
          .map(Discovery::plain);
    }
    return Optional.empty();
  }

  private Document root(boolean core, String accept) {
    return switch (form(accept)) {
      case AGGREGATED -> core ? aggregated().core() : aggregated().groups();
      case LEGACY ->
          plain(
              core
                  ? LegacyDiscovery.versions(serverAddress.get())
                  : LegacyDiscovery.groups(kinds.all()));
      case NONE ->
          new Document(
              406,
              JSON,
              bytes(
                  Status.of(
                          406,
                          "NotAcceptable",
                          "only the following media types are accepted: application/json,"
                              + " application/yaml, application/vnd.kubernetes.protobuf")
                      .json()),
              Map.of());
    };
  }

  /** The first form in the header that there is. */
  private static Form form(String accept) {
    if (accept.isBlank()) {
      return Form.LEGACY;
    }
    for (String range : accept.split(",", -1)) {
      String type = range.replace(" ", "").toLowerCase(Locale.ROOT);
      if (type.startsWith(AGGREGATED.toLowerCase(Locale.ROOT))) {
        return Form.AGGREGATED;
      }
      boolean known =
          type.startsWith(JSON) || type.startsWith("*/*") || type.startsWith("application/*");
      if (known && !type.contains(";as=")) {
        return Form.LEGACY;
      }
    }
    return Form.NONE;
  }

  /** Made anew when the registry has another list: the same list is the same object. */
  @SuppressWarnings("ReferenceEquality")
  private Aggregated aggregated() {
    List<Kind> all = kinds.all();
    Aggregated known = aggregated;
    if (known.kinds() != all) {
      known =
          new Aggregated(
              all,
              tagged(all, kind -> kind.group().isEmpty()),
              tagged(all, kind -> !kind.group().isEmpty()));
      aggregated = known;
    }
    return known;
  }

  private static Document tagged(List<Kind> all, Predicate<Kind> which) {
    Buffer body = bytes(AggregatedDiscovery.of(all.stream().filter(which).toList()));
    return new Document(
        200,
        AGGREGATED,
        body,
        Map.of(
            "ETag",
            "\"" + Documents.hash(body.getBytes()) + "\"",
            "Cache-Control",
            "public",
            "Vary",
            "Accept"));
  }

  private static Document plain(ObjectNode object) {
    return new Document(200, JSON, bytes(object), Map.of());
  }

  private static Buffer bytes(ObjectNode object) {
    return Buffer.buffer(object.toString());
  }
}
