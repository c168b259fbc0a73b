package dev.fairlead.sandbox.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The two files that say which kinds there are, and what they look like, are those of the
 * kube-apiserver that the tests run against. With {@code -Dsandbox.refresh} they are written anew.
 */
@RealControlPlane
class BuiltInDocumentsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("src/main/resources/dev/fairlead/sandbox/kind");
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  /** Dynamic resource allocation needs drivers and a scheduler, and its schemas are large. */
  private static final String LEFT_OUT = "resource.k8s.io";

  @Test
  void theResourcesAreThoseOfTheRealServer(ControlPlane real) throws Exception {
    List<String> lines = new ArrayList<>();
    try (KubernetesClient client = client(real)) {
      for (String root : List.of("/api", "/apis")) {
        for (JsonNode group : get(client, root, AGGREGATED).path("items")) {
          String name = group.path("metadata").path("name").asText();
          if (isBuiltIn(name)) {
            group.path("versions").forEach(version -> lines.addAll(resources(name, version)));
          }
        }
      }
    }
    compare("resources.json", "[\n" + String.join(",\n", lines) + "\n]\n");
  }

  private static List<String> resources(String group, JsonNode version) {
    List<ObjectNode> resources = new ArrayList<>();
    for (JsonNode resource : version.path("resources")) {
      ObjectNode line = JSON.createObjectNode();
      line.put("group", group).put("version", version.path("version").asText());
      line.setAll((ObjectNode) resource);
      resources.add(line);
    }
    resources.sort(Comparator.comparing(line -> line.path("resource").asText()));
    return resources.stream().map(ObjectNode::toString).toList();
  }

  @Test
  void theSchemasAreThoseOfTheRealServer(ControlPlane real) throws Exception {
    // What several documents have differs in the groups it names; the core document comes first.
    Map<String, JsonNode> schemas = new TreeMap<>();
    try (KubernetesClient client = client(real)) {
      for (var entry : get(client, "/openapi/v3", "application/json").path("paths").properties()) {
        String[] parts = entry.getKey().split("/", -1);
        boolean version =
            (parts.length == 2 && parts[0].equals("api"))
                || (parts.length == 3 && parts[0].equals("apis") && isBuiltIn(parts[1]));
        if (version) {
          String path = entry.getValue().path("serverRelativeURL").asText();
          get(client, path, "application/json")
              .path("components")
              .path("schemas")
              .properties()
              .forEach(schema -> schemas.putIfAbsent(schema.getKey(), sorted(schema.getValue())));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    schemas.forEach((name, schema) -> lines.add("\"" + name + "\":" + schema));
    compare("schemas.json", "{\n" + String.join(",\n", lines) + "\n}\n");
  }

  /** Other tests define kinds in the same server. */
  private static boolean isBuiltIn(String group) {
    return (!group.contains(".") || group.endsWith(".k8s.io")) && !group.equals(LEFT_OUT);
  }

  /** Without what only people read, and with its keys in order. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var items = JSON.createArrayNode();
      node.forEach(item -> items.add(sorted(item)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    for (var field : node.properties()) {
      // A property may be called description too; that one is an object.
      if (!field.getKey().equals("description") || !field.getValue().isTextual()) {
        fields.put(field.getKey(), sorted(field.getValue()));
      }
    }
    ObjectNode object = JSON.createObjectNode();
    return object.setAll(fields);
  }

  private static void compare(String name, String real) throws IOException {
    Path file = FILES.resolve(name);
    if (System.getProperty("sandbox.refresh") != null) {
      Files.writeString(file, real, UTF_8);
    }
    List<String> committed = Files.readAllLines(file, UTF_8);
    List<String> expected = real.lines().toList();
    assertEquals(
        expected.stream().filter(line -> !committed.contains(line)).toList(),
        committed.stream().filter(line -> !expected.contains(line)).toList(),
        () -> name + " is not what the server says; run this test with -Dsandbox.refresh");
    assertEquals(expected, committed);
  }

  private static KubernetesClient client(ControlPlane real) throws IOException {
    String kubeconfig = Files.readString(real.kubeconfig(), UTF_8);
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  private static JsonNode get(KubernetesClient client, String path, String accept)
      throws Exception {
    var http = client.getHttpClient();
    HttpResponse<String> response =
        http.sendAsync(
                http.newHttpRequestBuilder()
                    .uri(client.getMasterUrl().toURI().resolve(path))
                    .header("Accept", accept)
                    .build(),
                String.class)
            .get();
    assertEquals(200, response.code(), path);
    return JSON.readTree(response.body());
  }
}
