package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewayVerticle;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.CallListener;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.ClusterFailure;
import dev.fairlead.mesh.cluster.Membership;
import dev.fairlead.mesh.cluster.MembershipEvent;
import dev.fairlead.mesh.diagnosis.DiagnosisService;
import dev.fairlead.mesh.health.HealthChecks;
import dev.fairlead.mesh.presence.PresenceBeacon;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.reconciler.ReconcilerVerticle;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.webhook.Webhooks;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One process with some or all roles, from its start to its end. Starting and closing block, so
 * neither belongs on an event loop; the rest may be called from any thread.
 */
public final class FairleadProcess implements LiveConfiguration.Listener, AutoCloseable {

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final MeshProcess mesh;
  private final Optional<KubeConnection> connection;
  private final Roles roles;
  private final Optional<ReconcilerVerticle> reconciler;
  private final Optional<GatewayVerticle> gateway;
  private final OptionalInt managementPort;
  private final OptionalInt webhookPort;
  private final LiveConfiguration.Listener live;

  private FairleadProcess(
      MeshProcess mesh,
      Optional<KubeConnection> connection,
      Roles roles,
      Optional<ReconcilerVerticle> reconciler,
      Optional<GatewayVerticle> gateway,
      OptionalInt managementPort,
      OptionalInt webhookPort,
      LiveConfiguration.Listener live) {
    this.mesh = mesh;
    this.connection = connection;
    this.roles = roles;
    this.reconciler = reconciler;
    this.gateway = gateway;
    this.managementPort = managementPort;
    this.webhookPort = webhookPort;
    this.live = live;
  }

  /**
   * Starts the process. When it returns all ports are open; what it still waits for is in {@link
   * #waitingFor}.
   *
   * @throws StartFailure if the cluster cannot be reached, a CRD not installed, a port not opened
   */
  public static FairleadProcess start(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions)
      throws StartFailure, InterruptedException {
    return start(settings, definitions, Webhooks.NONE);
  }

  /**
   * Starts the process; its role WEBHOOK is to serve these functions.
   *
   * @throws StartFailure if the cluster cannot be reached, a CRD not installed, a port not opened
   */
  public static FairleadProcess start(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions, Webhooks webhooks)
      throws StartFailure, InterruptedException {
    return start(settings, definitions, webhooks, Timekeeper.system());
  }

  /**
   * Starts the process at a time of its own, for tests.
   *
   * @throws StartFailure if the cluster cannot be reached, a CRD not installed, a port not opened
   */
  public static FairleadProcess start(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions, Timekeeper time)
      throws StartFailure, InterruptedException {
    return start(settings, definitions, Webhooks.NONE, time);
  }

  private static FairleadProcess start(
      ProcessSettings settings,
      List<ControllerDefinition<?>> definitions,
      Webhooks webhooks,
      Timekeeper time)
      throws StartFailure, InterruptedException {
    MeshProcess mesh = join(settings, time);
    Roles roles = new Roles(mesh.vertx());
    Optional<KubeConnection> connection = Optional.empty();
    try {
      if (needsCluster(settings)) {
        CallListener metrics = new RestMetrics(mesh.telemetry().meters().group());
        connection = Optional.of(ApiServerConnection.open(settings, metrics));
        prepare(settings, definitions, webhooks, connection.get());
      }
      return deploy(settings, definitions, webhooks, mesh, connection, roles);
    } catch (StartFailure | InterruptedException | RuntimeException failure) {
      roles.undeploy();
      connection.ifPresent(KubeConnection::close);
      mesh.close();
      throw failure;
    }
  }

  /** A gateway needs one only to be told who its callers are, and webhooks are called. */
  private static boolean needsCluster(ProcessSettings settings) {
    Set<Role> needing = EnumSet.copyOf(settings.roles());
    needing.remove(Role.WEBHOOK);
    if (settings.configuration().gateway().anonymous()) {
      needing.remove(Role.GATEWAY);
    }
    return settings.installCrds() || !needing.isEmpty();
  }

  private static MeshProcess join(ProcessSettings settings, Timekeeper time) throws StartFailure {
    MeshSettings mesh = settings.mesh();
    if (mesh.cluster().isEmpty()) {
      return MeshProcess.start(mesh.name(), settings.version(), settings.environment(), time);
    }
    try {
      return MeshProcess.start(
          mesh.name(), settings.version(), settings.environment(), time, mesh.cluster().get());
    } catch (ClusterFailure unable) {
      throw new StartFailure(String.valueOf(unable.getMessage()));
    }
  }

  private static void prepare(
      ProcessSettings settings,
      List<ControllerDefinition<?>> definitions,
      Webhooks webhooks,
      KubeConnection connection)
      throws StartFailure, InterruptedException {
    if (settings.installCrds()) {
      new CrdInstaller(connection)
          .install(Crds.ofControllers(definitions, webhooks.convertedTypes()));
      boolean pools = definitions.stream().anyMatch(it -> !it.pools().isEmpty());
      if (pools || settings.mesh().ownership() instanceof OwnershipSettings.Leased) {
        new LeaseNamespace(connection)
            .ensure(settings.configuration().kubernetes().leaseNamespace());
      }
    }
    if (settings.samples()) {
      new Samples(connection).apply(definitions);
    }
  }

  private static FairleadProcess deploy(
      ProcessSettings settings,
      List<ControllerDefinition<?>> definitions,
      Webhooks webhooks,
      MeshProcess mesh,
      Optional<KubeConnection> connection,
      Roles roles)
      throws StartFailure, InterruptedException {
    Wiring wiring = new Wiring(settings, definitions, mesh, roles);
    connection.ifPresent(wiring::events);
    OptionalInt managementPort = wiring.management();
    Optional<GatewayVerticle> gateway = wiring.gateway(connection);
    OptionalInt webhookPort = wiring.webhooks(webhooks);
    Optional<ReconcilerVerticle> reconciler = Optional.empty();
    if (connection.isPresent()) {
      wiring.status(connection.get());
      wiring.watcher(connection.get());
      reconciler = wiring.reconciler(connection.get());
    }
    PresenceBeacon beacon =
        PresenceBeacon.light(
            mesh.vertx(),
            mesh.bus(),
            mesh.presence(
                present(settings.roles(), webhookPort), settings.configuration().mesh().zone()),
            BEAT);
    roles.undoFirst(beacon);
    roles.undoFirst(
        DiagnosisService.open(
            mesh.vertx(),
            mesh.bus(),
            mesh.incarnation(),
            Path.of(System.getProperty("java.io.tmpdir", "."))));
    roles.undoFirst(tellWhoJoins(mesh, beacon));
    return new FairleadProcess(
        mesh, connection, roles, reconciler, gateway, managementPort, webhookPort, wiring.live());
  }

  /** Webhooks are there if any are served. */
  private static Set<Role> present(Set<Role> roles, OptionalInt webhookPort) {
    Set<Role> present = EnumSet.copyOf(roles);
    if (webhookPort.isEmpty()) {
      present.remove(Role.WEBHOOK);
    }
    return present;
  }

  /** Who joins hears at once who is there, not with the next beat. */
  private static Membership.Listening tellWhoJoins(MeshProcess mesh, PresenceBeacon beacon) {
    return mesh.membership()
        .listen(
            mesh.vertx().getOrCreateContext(),
            event -> {
              if (event instanceof MembershipEvent.Joined) {
                beacon.publish();
              }
            });
  }

  /** Where the gateway answers, if there is one. */
  public Optional<URI> gateway() {
    return gateway.map(it -> URI.create("http://127.0.0.1:" + it.actualPort()));
  }

  /** Where the management server answers, if there is one. */
  public Optional<URI> management() {
    return managementPort.isPresent()
        ? Optional.of(URI.create("http://127.0.0.1:" + managementPort.getAsInt()))
        : Optional.empty();
  }

  /** The port where webhooks are served, if any are. */
  public OptionalInt webhookPort() {
    return webhookPort;
  }

  /**
   * What stands between the process and being ready, in one line: the causes and remedies that are
   * known, else that caches are being filled, or that it seeks the others of its mesh. Empty once
   * it is ready.
   */
  public String waitingFor() {
    return mesh.readiness().findings().stream()
        .filter(finding -> !finding.ok())
        .map(HealthChecks.Finding::message)
        .collect(Collectors.joining("; "));
  }

  /** Takes up what is live: what is said of controllers, namespaces and sampling. */
  @Override
  public void changed(LiveConfiguration.Change change) {
    live.changed(change);
  }

  @Override
  public void refused(List<String> problems) {
    live.refused(problems);
  }

  /** How many attempts run at this moment. */
  public int running() {
    return reconciler.map(ReconcilerVerticle::running).orElse(0);
  }

  /**
   * Ends everything in good order: it is not ready any more, which turns callers away; no new work,
   * what runs ends or is interrupted, and the rest is taken down; thirty seconds at most. Closing
   * again does nothing.
   */
  @Override
  public synchronized void close() {
    mesh.readiness().add("process", () -> HealthChecks.Verdict.waiting("it was told to end"));
    gateway.ifPresent(GatewayVerticle::leave);
    roles.undeploy();
    mesh.close();
    connection.ifPresent(KubeConnection::close);
  }
}
