package dev.fairlead.bench.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.bench.BenchException;
import java.util.Random;

/** The objects that the bench writes, as JSON. */
public final class Manifests {

  static final String JSON = "application/json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Manifests() {}

  static String namespace(String name) {
    return """
    {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}\
    """
        .formatted(name);
  }

  static String memcached(String name, int replicas) {
    return """
    {"apiVersion":"cache.example.com/v1","kind":"Memcached","metadata":{"name":"%s"},\
    "spec":{"replicas":%d,"image":"memcached:1.6"}}\
    """
        .formatted(name, replicas);
  }

  static String load(String name, String controller, long millis) {
    return """
    {"apiVersion":"v1","kind":"ConfigMap",\
    "metadata":{"name":"%s","labels":{"fairlead.dev/bench":"%s"}},"data":{"millis":"%d"}}\
    """
        .formatted(name, controller, millis);
  }

  /**
   * A Deployment that belongs to nobody, as a cluster has many.
   *
   * @param padding how many characters a setting of it has, for its size
   */
  public static String strangerDeployment(String name, int padding) {
    return """
    {"apiVersion":"apps/v1","kind":"Deployment",\
    "metadata":{"name":"%1$s","labels":{"app.kubernetes.io/name":"shop","app.kubernetes.io/instance":"%1$s"}},\
    "spec":{"replicas":2,"selector":{"matchLabels":{"app.kubernetes.io/instance":"%1$s"}},\
    "template":{"metadata":{"labels":{"app.kubernetes.io/name":"shop","app.kubernetes.io/instance":"%1$s"}},\
    "spec":{"containers":[{"name":"shop","image":"registry.example.com/shop:1.4.2",\
    "ports":[{"containerPort":8080,"name":"http"}],\
    "env":[{"name":"SETTINGS","value":"%2$s"}],\
    "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}}}]}}}}\
    """
        .formatted(name, filler(name, padding));
  }

  /** Text that does not repeat from object to object. */
  private static String filler(String seed, int length) {
    Random random = new Random(seed.hashCode());
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  static String resourceVersion(String json) {
    return read(json).path("metadata").path("resourceVersion").asText();
  }

  static String leaseHolder(String json) {
    return read(json).path("spec").path("holderIdentity").asText("");
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BenchException("the API server's answer is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
