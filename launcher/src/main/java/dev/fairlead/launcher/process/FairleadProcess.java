package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewaySettings;
import dev.fairlead.gateway.GatewayVerticle;
import dev.fairlead.kube.ConnectionException;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.presence.PresenceBeacon;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.reconciler.ReconcilerSettings;
import dev.fairlead.reconciler.ReconcilerVerticle;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import dev.fairlead.status.StatusSettings;
import dev.fairlead.status.StatusVerticle;
import dev.fairlead.watcher.WatcherSettings;
import dev.fairlead.watcher.WatcherVerticle;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One process with all roles, from its start to its end. Starting and closing block, so neither
 * belongs on an event loop; the rest may be called from any thread.
 */
public final class FairleadProcess implements AutoCloseable {

  private static final String MESH = "fairlead";
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final MeshProcess mesh;
  private final KubeConnection connection;
  private final Roles roles;
  private final Readiness readiness;
  private final ReconcilerVerticle reconciler;
  private final int port;

  private FairleadProcess(
      MeshProcess mesh,
      KubeConnection connection,
      Roles roles,
      Readiness readiness,
      ReconcilerVerticle reconciler,
      int port) {
    this.mesh = mesh;
    this.connection = connection;
    this.roles = roles;
    this.readiness = readiness;
    this.reconciler = reconciler;
    this.port = port;
  }

  /**
   * Starts the process. When it returns the gateway listens; what the controllers still wait for is
   * in {@link #waitingFor}.
   *
   * @throws StartFailure if the cluster cannot be reached, a CRD not installed, a port not opened
   */
  public static FairleadProcess start(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions)
      throws StartFailure, InterruptedException {
    return start(settings, definitions, Timekeeper.system());
  }

  /**
   * Starts the process at a time of its own, for tests.
   *
   * @throws StartFailure if the cluster cannot be reached, a CRD not installed, a port not opened
   */
  public static FairleadProcess start(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions, Timekeeper time)
      throws StartFailure, InterruptedException {
    MeshProcess mesh = MeshProcess.start(MESH, settings.version(), System.getenv(), time);
    Roles roles = new Roles(mesh.vertx());
    KubeConnection connection = null;
    try {
      connection = connect(settings);
      if (settings.installCrds()) {
        new CrdInstaller(connection).install(Crds.ofControllers(definitions));
      }
      if (settings.samples()) {
        new Samples(connection).apply(definitions);
      }
      return deploy(settings, definitions, mesh, connection, roles);
    } catch (StartFailure | InterruptedException | RuntimeException failure) {
      roles.undeploy();
      if (connection != null) {
        connection.close();
      }
      mesh.close();
      throw failure;
    }
  }

  private static KubeConnection connect(ProcessSettings settings)
      throws StartFailure, InterruptedException {
    ConnectionSettings wanted =
        ConnectionSettings.auto()
            .withUserAgent("fairlead/" + settings.version())
            .withHeaders(TraceSpan::currentHeaders);
    if (settings.kubeconfig().isPresent()) {
      wanted = wanted.withKubeconfig(settings.kubeconfig().get());
    }
    if (settings.context().isPresent()) {
      wanted = wanted.withContext(settings.context().get());
    }
    try {
      return KubeConnection.open(wanted);
    } catch (ConnectionException unusable) {
      throw new StartFailure(unusable.failure().message());
    }
  }

  private static FairleadProcess deploy(
      ProcessSettings settings,
      List<ControllerDefinition<?>> definitions,
      MeshProcess mesh,
      KubeConnection connection,
      Roles roles)
      throws StartFailure, InterruptedException {
    Readiness readiness =
        new Readiness(definitions.stream().map(ControllerDefinition::name).toList());
    mesh.readiness().add("controllers", readiness::verdict);
    GatewayVerticle gateway =
        new GatewayVerticle(GatewaySettings.DEFAULTS.withPort(settings.port()), mesh);
    if (settings.managementPort().isPresent()) {
      roles.deploy(
          new ManagementServer(
              settings.managementPort().getAsInt(), mesh.readiness(), mesh.telemetry()));
    }
    roles.deploy(gateway);
    roles.deploy(
        new StatusVerticle(
            connection,
            mesh.bus(),
            mesh.telemetry().spans(),
            mesh.incarnation(),
            mesh.time(),
            StatusSettings.defaults()));
    roles.deploy(
        new WatcherVerticle(
            connection,
            mesh.bus(),
            mesh.incarnation(),
            mesh.time(),
            WatcherSettings.defaults(new SplittableRandom().nextLong())
                .in(settings.namespaces())
                .telling(readiness::heard)));
    ReconcilerVerticle reconciler =
        new ReconcilerVerticle(
            connection,
            mesh.bus(),
            mesh.telemetry().spans(),
            mesh.incarnation(),
            "",
            definitions,
            () -> Optional.of(new Address(mesh.incarnation(), Role.STATUS)),
            mesh.time(),
            ReconcilerSettings.defaults());
    roles.deploy(reconciler);
    roles.undoFirst(PresenceBeacon.light(mesh, EnumSet.allOf(Role.class), "", BEAT));
    return new FairleadProcess(
        mesh, connection, roles, readiness, reconciler, gateway.actualPort());
  }

  /** Where the gateway answers. */
  public URI gateway() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * What stands between the process and being ready, in one line: the causes and remedies that are
   * known, else that caches are being filled. Empty once every controller is synced.
   */
  public String waitingFor() {
    return readiness.waitingFor();
  }

  /** How many attempts run at this moment. */
  public int running() {
    return reconciler.running();
  }

  /**
   * Ends everything in good order: no new work, what runs ends or is interrupted, and the rest is
   * taken down; thirty seconds at most. Closing again does nothing.
   */
  @Override
  public synchronized void close() {
    roles.undeploy();
    mesh.close();
    connection.close();
  }
}
