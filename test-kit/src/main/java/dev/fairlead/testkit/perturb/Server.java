package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.ConnectionException;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.behaviour.BehaviourOptions;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.store.Change;
import dev.fairlead.sandbox.store.Changes;
import dev.fairlead.sandbox.store.Checkpoint;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sandbox.time.MovableClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A sandbox API server in which nothing happens by itself, and which goes back to its beginning in
 * a moment. Its time stands still unless it is moved. For one thread.
 */
final class Server implements AutoCloseable {

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CHANGES_PER_READ_MAX = 1_000;
  private static final int SERVED_SECONDS = 30;

  private final Sandbox sandbox;
  private final Path kubeconfig;
  private final KubeConnection kube;
  private volatile Instant now = BEGINNING;
  private Checkpoint beginning;

  private Server() throws IOException, ConnectionException, InterruptedException {
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withBehaviour(BehaviourOptions.NONE)
                .withClock(new MovableClock(() -> now)));
    // It stays while it is used: clients read it again and again.
    kubeconfig = Files.createTempFile("fairlead-perturbation", ".kubeconfig");
    sandbox.writeKubeconfig(kubeconfig);
    kube = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(kubeconfig));
    beginning = store().checkpoint();
  }

  static Server start() {
    try {
      return new Server();
    } catch (IOException | ConnectionException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a sandbox started", interrupted);
    }
  }

  /** Creates what is there before every run: definitions and namespaces. */
  void found(List<? extends HasMetadata> objects) {
    for (HasMetadata object : objects) {
      var resource = client().resource(object);
      resource.serverSideApply();
      if (object instanceof CustomResourceDefinition) {
        resource.waitUntilCondition(Server::isEstablished, SERVED_SECONDS, TimeUnit.SECONDS);
      }
    }
    beginning = store().checkpoint();
  }

  private static boolean isEstablished(HasMetadata object) {
    return object instanceof CustomResourceDefinition definition
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  /** Forgets all that has happened since. */
  void reset() {
    sandbox.faults().clear();
    store().restore(beginning);
    now = BEGINNING;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The revision at which every run begins. */
  long beginning() {
    return beginning.revision();
  }

  Store store() {
    return sandbox.store();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  KubeConnection kube() {
    return kube;
  }

  KubernetesClient client() {
    return kube.client();
  }

  /** What is served of this kind. */
  Kind kind(GroupVersionKind kind) {
    return sandbox
        .kinds()
        .kind(kind.group(), kind.version(), kind.kind())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the sandbox does not serve "
                    + kind
                    + ": give its CustomResourceDefinition to `with`"));
  }

  GroupVersionResource resource(GroupVersionKind kind) {
    return new GroupVersionResource(kind.group(), kind.version(), kind(kind).plural());
  }

  /** All objects that were made since the beginning, or changed. */
  List<Stored> objects() {
    return store()
        .checkpoint()
        .objects()
        .filter(it -> it.revision() > beginning.revision())
        .toList();
  }

  /** The objects of a collection as they were at a revision. */
  List<Stored> objects(String collection, long revision) {
    Listing listing = store().list(Query.of(Scope.all(collection)).at(revision));
    if (!(listing instanceof Listing.Page page)) {
      throw new IllegalStateException(
          "revision " + revision + " of " + collection + ": " + listing);
    }
    List<Stored> objects = new ArrayList<>();
    page.items().forEach(objects::add);
    return objects;
  }

  /** The revisions at which a collection has changed since. */
  List<Long> changes(String collection, long since) {
    try (Changes changes = store().changes(Scope.all(collection), since)) {
      return changes.read(CHANGES_PER_READ_MAX, Duration.ZERO)
              instanceof Changes.Read.Some(List<Change> some, long _)
          ? some.stream().map(Change::revision).toList()
          : List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Merges a patch into an object, as somebody who is not the controller. */
  void merge(ObjectNode object, ObjectNode patch) {
    client()
        .genericKubernetesResources(
            object.path("apiVersion").asText(), object.path("kind").asText())
        .inNamespace(object.path("metadata").path("namespace").asText())
        .withName(object.path("metadata").path("name").asText())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("somebody-else")
                .build(),
            patch.toString());
  }

  /** Deletes an object, as somebody who is not the controller. */
  void delete(ObjectNode object) {
    var _ =
        client()
            .genericKubernetesResources(
                object.path("apiVersion").asText(), object.path("kind").asText())
            .inNamespace(object.path("metadata").path("namespace").asText())
            .withName(object.path("metadata").path("name").asText())
            .delete();
  }

  @Override
  public void close() {
    kube.close();
    sandbox.close();
    try {
      Files.deleteIfExists(kubeconfig);
    } catch (IOException left) {
      throw new UncheckedIOException("cannot delete " + kubeconfig, left);
    }
  }
}
