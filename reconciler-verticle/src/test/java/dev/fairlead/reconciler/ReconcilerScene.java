package dev.fairlead.reconciler;

import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A reconciler on a real API server, to which a tiny owner assigns attempts over the bus. */
abstract class ReconcilerScene {

  private static final GroupVersionResource CONFIG_MAPS =
      new GroupVersionResource("", "v1", "configmaps");
  private static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");
  static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  final ControlPlane plane;
  final String namespace = "reconciler-" + NAMESPACES.incrementAndGet();
  final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  final Queue<StatusIntent> told = new ConcurrentLinkedQueue<>();
  final Scripted scripted = new Scripted();
  final Scripted.Cleaning cleaning = new Scripted.Cleaning();
  final Scripted.Foreground foreground = new Scripted.Foreground();
  MeshProcess process;
  KubeConnection kube;
  KubeConnection admin;
  TinyOwner owner;
  ConfigMap primary;

  ReconcilerScene(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void deploy() throws Exception {
    admin = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()));
    admin
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    primary =
        admin
            .client()
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("cache")
                    .withNamespace(namespace)
                    .endMetadata()
                    .build())
            .create();
    start(connect(plane.kubeconfig()));
  }

  final void start(KubeConnection connection) throws Exception {
    kube = connection;
    process = MeshProcess.start("test", "0", Map.of());
    Incarnation self = process.incarnation();
    Address status = new Address(new Incarnation("status"), Role.STATUS);
    process
        .bus()
        .answer(
            status,
            message -> {
              told.add((StatusIntent) message);
              return Future.succeededFuture(new StatusReply.Unchanged());
            });
    owner = new TinyOwner(process.bus(), self, "scripted", 1);
    ReconcilerVerticle verticle =
        new ReconcilerVerticle(
            kube,
            process.bus(),
            process.telemetry().spans(),
            process.telemetry().meters(),
            self,
            "",
            List.of(
                ControllerDefinition.of(scripted),
                ControllerDefinition.of(cleaning),
                ControllerDefinition.of(foreground)),
            () -> Optional.of(status),
            Journal.NONE,
            process.time(),
            ReconcilerSettings.defaults());
    process.vertx().deployVerticle(verticle).toCompletionStage().toCompletableFuture().get();
    owner.firstBeat.get(10, TimeUnit.SECONDS);
    calls.clear();
  }

  @AfterEach
  void stop() {
    process.close();
    kube.close();
    admin.close();
  }

  Finished assign(TinyOwner to, String... children) throws Exception {
    return to.assign(new NamespacedName(namespace, "cache"), snapshot(children), DEADLINE)
        .get(20, TimeUnit.SECONDS);
  }

  Finished attempt(String... children) throws Exception {
    Snapshot snapshot = snapshot(children);
    calls.clear();
    return run(snapshot, DEADLINE).get(20, TimeUnit.SECONDS);
  }

  /** An attempt that is shown no children, after so many failures. */
  Finished attemptAfter(int failures) throws Exception {
    return owner
        .assign(new NamespacedName(namespace, "cache"), snapshot(), DEADLINE, failures)
        .get(20, TimeUnit.SECONDS);
  }

  CompletableFuture<Finished> run(Snapshot snapshot, Duration deadline) {
    return owner.assign(new NamespacedName(namespace, "cache"), snapshot, deadline);
  }

  Snapshot snapshot(String... children) throws Exception {
    List<ObservedObject> observed = new ArrayList<>();
    for (String child : children) {
      observed.add(read(ref(child)));
    }
    ObjectRef self = new ObjectRef(CONFIG_MAPS, new NamespacedName(namespace, "cache"));
    return new Snapshot(Optional.of(read(self)), observed, List.of());
  }

  private ObservedObject read(ObjectRef ref) throws Exception {
    return ((ReadResult.Found) admin.writer().get(ref)).object();
  }

  ObjectRef ref(String child) {
    return new ObjectRef(DEPLOYMENTS, new NamespacedName(namespace, child));
  }

  Deployment child(String name) {
    return admin.client().apps().deployments().inNamespace(namespace).withName(name).get();
  }

  ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }

  ConfigMap create(ConfigMap map) {
    return admin.client().resource(map).create();
  }

  KubeConnection connect(java.nio.file.Path kubeconfig) throws Exception {
    return KubeConnection.open(
        ConnectionSettings.auto()
            .withKubeconfig(kubeconfig)
            .withHeaders(TraceSpan::currentHeaders)
            .withListener(calls::add));
  }

  boolean exists(String name) {
    return child(name) != null;
  }

  /** Also while a controller writes its status. */
  void edit(String name, UnaryOperator<DeploymentBuilder> change) {
    await()
        .ignoreException(KubernetesClientException.class)
        .until(
            () ->
                admin
                    .client()
                    .apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(name)
                    .edit(it -> change.apply(new DeploymentBuilder(it)).build()),
            Objects::nonNull);
  }

  /** What its controller would say. */
  void becomeReady(String name) {
    admin
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .editStatus(it ->
            new DeploymentBuilder(it)
                .withNewStatus()
                .withObservedGeneration(it.getMetadata().getGeneration())
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(1)
                .withReadyReplicas(1)
                .endStatus()
                .build());
  }

  static Deployment selecting(String app, Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editSpec()
        .withNewSelector()
        .addToMatchLabels("app", app)
        .endSelector()
        .editTemplate()
        .editMetadata()
        .addToLabels("app", app)
        .endMetadata()
        .endTemplate()
        .endSpec()
        .build();
  }

  static Deployment deployment(String name, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("memcached:1.6")
        .addNewPort()
        .withContainerPort(11211)
        .endPort()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
