package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What kube-apiserver creates when it starts, as far as people rely on it: the namespaces, the
 * roles for users with their bindings, the priority classes. The roles of kube's own components are
 * not there.
 */
public final class Bootstrap {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANAGER = "kube-apiserver";

  private Bootstrap() {}

  /**
   * Creates what is not there.
   *
   * @throws Rejection if an object is refused for another reason than being there
   */
  public static void run(Cluster cluster) throws Rejection {
    for (ObjectNode object : objects()) {
      Key key = key(object, cluster);
      if (cluster.get(key).isEmpty()) {
        cluster.create(MANAGER, key, object);
      }
    }
  }

  private static Key key(ObjectNode object, Cluster cluster) {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    String collection =
        cluster
            .collection(apiVersion, kind)
            .orElseThrow(() -> new IllegalStateException(apiVersion + " " + kind))
            .name();
    return new Key(
        collection,
        object.path("metadata").path("namespace").asText(),
        object.path("metadata").path("name").asText());
  }

  static List<ObjectNode> objects() {
    try (InputStream in =
            Objects.requireNonNull(Bootstrap.class.getResourceAsStream("bootstrap.jsonl"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(Bootstrap::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode parse(String line) {
    try {
      return (ObjectNode) JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
