package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.UncheckedIOException;

/** A kube-apiserver that is asked for its answer, whatever it is. */
final class RealServer implements AutoCloseable {

  static final String NAMESPACE = "builtin";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  RealServer(Config config) {
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
  }

  ObjectNode create(Kind kind, ObjectNode object, boolean dryRun) {
    return send("POST", path(kind) + (dryRun ? "?dryRun=All" : ""), object);
  }

  /** Sends a change of a created object, without leaving it behind. */
  ObjectNode update(Kind kind, ObjectNode changed) {
    ObjectNode sent = changed.deepCopy();
    if (BuiltInStrategies.of(kind).allowsUnconditionalUpdate()) {
      // A controller may have been faster.
      Json.object(sent, "metadata").remove("resourceVersion");
    }
    return send("PUT", path(kind) + "/" + name(sent) + "?dryRun=All", sent);
  }

  void delete(Kind kind, ObjectNode created) {
    send(
        "DELETE",
        path(kind) + "/" + name(created),
        JSON.createObjectNode()
            .put("gracePeriodSeconds", 0)
            .put("propagationPolicy", "Background"));
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText();
  }

  private static String path(Kind kind) {
    return (kind.group().isEmpty() ? "api/" : "apis/")
        + kind.apiVersion()
        + (kind.namespaced() ? "/namespaces/" + NAMESPACE : "")
        + "/"
        + kind.plural();
  }

  private ObjectNode send(String method, String path, ObjectNode body) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path)
            .method(method, "application/json", body.toString())
            .build();
    String answer = client.getHttpClient().sendAsync(request, String.class).join().body();
    try {
      return (ObjectNode) JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
