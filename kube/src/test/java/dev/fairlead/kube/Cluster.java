package dev.fairlead.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.kube.http.Call;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests on a real API server share: a connection that notes its calls, fresh namespaces. */
public final class Cluster {

  public static final GroupVersionResource CONFIG_MAPS =
      new GroupVersionResource("", "v1", "configmaps");
  public static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.ALLOW_SINGLE_QUOTES)
          .enable(JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Cluster() {}

  /** A connection, and the calls it has finished. */
  public record Connected(KubeConnection connection, Queue<Call> calls) implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  public static Connected connect(ControlPlane plane) throws Exception {
    return connect(plane.kubeconfig());
  }

  public static Connected connect(Path kubeconfig) throws Exception {
    Queue<Call> calls = new ConcurrentLinkedQueue<>();
    return new Connected(
        KubeConnection.open(
            ConnectionSettings.auto()
                .withKubeconfig(kubeconfig)
                .withUserAgent("fairlead/test")
                .withHeaders(() -> Map.of("x-request-id", "test"))
                .withListener(calls::add)),
        calls);
  }

  public static String namespace(KubeConnection connection) {
    String name = "kube-it-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    connection
        .client()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  public static ObjectNode configMap(String namespace, String name, String value) {
    return json(
        "{apiVersion:'v1',kind:'ConfigMap',metadata:{name:'%s',namespace:'%s'},data:{k:'%s'}}"
            .formatted(name, namespace, value));
  }

  public static ObjectRef configMapRef(String namespace, String name) {
    return new ObjectRef(CONFIG_MAPS, new NamespacedName(namespace, name));
  }
}
