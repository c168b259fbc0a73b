package dev.fairlead.informers;

import dev.fairlead.kube.ConnectionException;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.watcher.informer.SharedCollections;
import dev.fairlead.watcher.loop.EventLoop;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The informers of one connection; those of the same kind and scope share one watch. Thread-safe.
 *
 * <pre>{@code
 * try (Informers informers = Informers.connect(ConnectionSettings.auto())) {
 *   SharedInformer<Pod> pods =
 *       informers
 *           .informer(Pod.class)
 *           .index("byNode", pod -> List.of(pod.getSpec().getNodeName()))
 *           .start();
 *   pods.awaitSynced(Duration.ofSeconds(30));
 *   List<Pod> onTheNode = pods.indexer().byIndex("byNode", "n1");
 * }
 * }</pre>
 */
public final class Informers implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final KubeConnection connection;
  private final boolean owned;
  private final Vertx vertx;
  private final EventLoop loop;
  private final SharedCollections collections;

  private Informers(KubeConnection connection, boolean owned) {
    this.connection = connection;
    this.owned = owned;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    this.loop = new EventLoop(vertx.getOrCreateContext(), Timekeeper.system());
    this.collections = new SharedCollections(loop, connection.stream(), new SecureRandom());
  }

  /** Informers over a connection, which stays open when they are closed. */
  public static Informers of(KubeConnection connection) {
    return new Informers(connection, false);
  }

  /**
   * Informers over a connection of their own.
   *
   * @throws ConnectionException when the configuration is unusable, or what it leads to
   */
  public static Informers connect(ConnectionSettings settings)
      throws ConnectionException, InterruptedException {
    return new Informers(KubeConnection.open(settings), true);
  }

  /** An informer of a kind that has a class. */
  public <T extends HasMetadata> InformerBuilder<T> informer(Class<T> type) {
    return new InformerBuilder<>(
        this,
        type,
        GroupVersionKind.of(HasMetadata.getApiVersion(type), HasMetadata.getKind(type)));
  }

  /** An informer of a kind without a class. */
  public InformerBuilder<GenericKubernetesResource> informer(String apiVersion, String kind) {
    return new InformerBuilder<>(
        this, GenericKubernetesResource.class, GroupVersionKind.of(apiVersion, kind));
  }

  /** Fabric8's client over the same connection, typed and dynamic. It must not be closed. */
  public KubernetesClient client() {
    return connection.client();
  }

  /** Leads between kinds and resources, as the server says. */
  public RESTMapper restMapper() {
    return connection.restMapper();
  }

  /** Stops all of them: every watch ends, and nothing is told any more. */
  @Override
  public void close() {
    onLoop(() -> {
      collections.close();
      return true;
    });
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      throw new InformerException("the informers' own thread did not stop: " + late);
    }
    if (owned) {
      connection.close();
    }
  }

  KubeConnection connection() {
    return connection;
  }

  EventLoop loop() {
    return loop;
  }

  SharedCollections collections() {
    return collections;
  }

  /** Asks where the caches live, and waits. */
  <R> R onLoop(Supplier<R> question) {
    try {
      return CompletableFuture.supplyAsync(question, loop::execute)
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InformerException("interrupted while the informer was asked");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new InformerException("the informer failed: " + failed.getCause());
    } catch (TimeoutException late) {
      throw new InformerException(
          "the informer did not answer within " + ANSWER.toSeconds() + " s: it is closed, or busy");
    }
  }
}
