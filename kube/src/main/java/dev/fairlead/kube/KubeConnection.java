package dev.fairlead.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.CallInterceptor;
import dev.fairlead.kube.mapping.DeferredRESTMapper;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.kube.mapping.ServerDiscovery;
import dev.fairlead.kube.review.ServerReviews;
import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.StreamLimits;
import dev.fairlead.kube.transport.VertxTransport;
import dev.fairlead.kube.write.FieldManagers;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.protocol.access.Reviews;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.BackwardsCompatibilityInterceptor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A connection to one API server: streams, writes, discovery and fabric8's typed client over the
 * same HTTP client, with the same credentials. Thread-safe. Everything that makes a call blocks:
 * use virtual threads, never an event loop. Nothing is retried, calls of the typed client included.
 */
public final class KubeConnection implements AutoCloseable {

  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final Duration MAPPER_INTERVAL = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final ApiServer server;
  private final ServerVersion version;
  private final ListerWatcher stream;
  private final Writer writer;
  private final RESTMapper restMapper;
  private final Reviews reviews;

  private KubeConnection(
      KubernetesClient client, ApiServer server, ServerVersion version, Duration writeTimeout) {
    this.client = client;
    this.server = server;
    this.version = version;
    this.stream = new ListerWatcher(server, StreamLimits.DEFAULT);
    this.writer = new Writer(server, writeTimeout);
    this.reviews = new ServerReviews(server);
    this.restMapper =
        new DeferredRESTMapper(
            new ServerDiscovery(server), MAPPER_INTERVAL, InstantSource.system());
  }

  /**
   * Opens a connection and asks the server for its version.
   *
   * @throws ConnectionException when the configuration is unusable, or what it leads to
   */
  public static KubeConnection open(ConnectionSettings settings)
      throws ConnectionException, InterruptedException {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withHttpClientFactory(new VertxTransport())
            .withConfig(ClientConfiguration.find(settings))
            .withHttpClientBuilderConsumer(http -> {
              http.addOrReplaceInterceptor(
                  "FAIRLEAD", new CallInterceptor(settings.tracer(), settings.listener()));
              // It would repeat a 404 under API versions of long ago.
              http.addOrReplaceInterceptor(BackwardsCompatibilityInterceptor.NAME, null);
            })
            .build();
    ApiServer server =
        new ApiServer(client.getHttpClient(), URI.create(client.getMasterUrl().toString()));
    try {
      ServerVersion version = probe(server);
      return new KubeConnection(client, server, version, settings.writeTimeout());
    } catch (ConnectionException | InterruptedException failure) {
      client.close();
      throw failure;
    }
  }

  private static ServerVersion probe(ApiServer server)
      throws ConnectionException, InterruptedException {
    URI address = server.address();
    return switch (server.send(ApiRequest.get("/version", PROBE))) {
      case Answer.Success(int _, Frame body) -> version(address, body);
      case Answer.Refusal(ApiFailure failure) ->
          throw new ConnectionException(refused(address, failure));
      case Answer.Unreachable(String cause) ->
          throw new ConnectionException(new ConnectionFailure.Unreachable(address, cause));
      case Answer.Unanswered(String cause) ->
          throw new ConnectionException(new ConnectionFailure.Unreachable(address, cause));
    };
  }

  private static ConnectionFailure refused(URI address, ApiFailure failure) {
    boolean kubernetes = !failure.reason().isEmpty();
    String words = failure.code() + " " + failure.message();
    if (kubernetes && (failure.code() == 401 || failure.code() == 403)) {
      return new ConnectionFailure.Unauthorised(address, words);
    }
    return kubernetes || failure.code() >= 500
        ? new ConnectionFailure.Unreachable(address, words)
        : new ConnectionFailure.Foreign(address, words);
  }

  private static ServerVersion version(URI address, Frame body) throws ConnectionException {
    try {
      JsonNode version = JSON.readTree(body.json());
      String gitVersion = version.path("gitVersion").asText();
      if (!gitVersion.isEmpty()) {
        return new ServerVersion(
            number(version.path("major").asText()),
            number(version.path("minor").asText()),
            gitVersion);
      }
    } catch (IOException noJson) {
      // Said below: whatever it is, it is no version.
    }
    throw new ConnectionException(
        new ConnectionFailure.Foreign(address, "no version under /version"));
  }

  /** The number in front: some providers write the minor version as {@code 31+}. */
  private static int number(String text) {
    String digits = text.replaceFirst("\\D.*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Fabric8's client, for typed and dynamic access. It must not be closed. */
  public KubernetesClient client() {
    return client;
  }

  /** Lists and watches. */
  public ListerWatcher stream() {
    return stream;
  }

  /** Writes, and consistent reads of single objects. */
  public Writer writer() {
    return writer;
  }

  /** Reviews of callers and of what they may do. */
  public Reviews reviews() {
    return reviews;
  }

  /** Who writes to an object. */
  public FieldManagers fieldManagers() {
    return new FieldManagers(server);
  }

  /** Kinds and resources. */
  public RESTMapper restMapper() {
    return restMapper;
  }

  /** The version the server had when the connection was opened. */
  public ServerVersion serverVersion() {
    return version;
  }

  /** The server's address. */
  public URI address() {
    return server.address();
  }

  /**
   * The identity of the cluster: the uid of its namespace {@code kube-system}. It changes when an
   * address leads to another cluster. Empty where it may not be read.
   */
  public Optional<String> clusterId() throws InterruptedException {
    ObjectRef kubeSystem =
        new ObjectRef(
            new GroupVersionResource("", "v1", "namespaces"),
            new NamespacedName("", "kube-system"));
    return writer.get(kubeSystem) instanceof ReadResult.Found(ObservedObject namespace)
        ? Optional.of(namespace.metadata().uid())
        : Optional.empty();
  }

  /** The JSON of a typed or generic fabric8 object, or of anything that Jackson can write. */
  public ObjectNode toJson(Object object) {
    return client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
  }

  /** Ends every call and stream of the connection. */
  @Override
  public void close() {
    client.close();
  }
}
