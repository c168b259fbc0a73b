package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewayVerticle;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.pod.Pods;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.Standing;
import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.mesh.presence.Replicas;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.reconciler.ReconcilerVerticle;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.journal.JournalFile;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.webhook.Webhooks;
import dev.fairlead.status.StatusSettings;
import dev.fairlead.status.StatusVerticle;
import dev.fairlead.watcher.WatcherSettings;
import dev.fairlead.watcher.WatcherVerticle;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import dev.fairlead.webhook.WebhookVerticle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Deploys the roles of a process, each if it has it, with what it needs of the others. */
final class Wiring {

  private static final Duration POD_CALL = Duration.ofSeconds(2);

  private final ProcessSettings settings;
  private final List<ControllerDefinition<?>> definitions;
  private final MeshProcess mesh;
  private final Roles roles;
  private final List<Consumer<Configuration>> live = new ArrayList<>();
  private final ReloadMetrics reloads;
  private Optional<ReloadEvents> events = Optional.empty();

  Wiring(
      ProcessSettings settings,
      List<ControllerDefinition<?>> definitions,
      MeshProcess mesh,
      Roles roles) {
    this.settings = settings;
    this.definitions = List.copyOf(definitions);
    this.mesh = mesh;
    this.roles = roles;
    this.reloads = new ReloadMetrics(mesh.telemetry().meters().group());
    live.add(this::sample);
    sample(settings.configuration());
  }

  /** Changes of the configuration are told by Events as well. */
  void events(KubeConnection connection) {
    ReloadSubject subject = ReloadSubject.of(settings, definitions, connection.writer());
    ReloadEvents told = new ReloadEvents(subject, connection.writer(), mesh);
    events = Optional.of(told);
    roles.undoFirst(told);
  }

  /** The port of the management server, if there is one. */
  OptionalInt management() throws StartFailure, InterruptedException {
    if (settings.managementPort().isEmpty()) {
      return OptionalInt.empty();
    }
    ManagementServer server =
        new ManagementServer(
            settings.managementPort().getAsInt(), mesh.readiness(), mesh.telemetry());
    roles.deploy(server);
    return OptionalInt.of(server.actualPort());
  }

  Optional<GatewayVerticle> gateway(Optional<KubeConnection> connection)
      throws StartFailure, InterruptedException {
    if (!has(Role.GATEWAY)) {
      return Optional.empty();
    }
    GatewayVerticle gateway =
        new GatewayVerticle(
            RoleSettings.gateway(
                settings.configuration().gateway(),
                settings.mesh().ownership() instanceof OwnershipSettings.Alone),
            mesh,
            connection.map(KubeConnection::reviews));
    roles.deploy(gateway);
    if (!has(Role.WATCHER)) {
      mesh.readiness().add("gateway", () -> canAsk(mesh.membership().standing()));
    }
    return Optional.of(gateway);
  }

  /** Others go on alone; a gateway that can ask nobody must not be chosen. */
  private static Verdict canAsk(Standing standing) {
    return standing instanceof Standing.Joined(int others) && others == 0
        ? Verdict.waiting(
            "it can ask nobody, all others are gone; look at its network and its sidecar, or start"
                + " the others")
        : Verdict.OK;
  }

  /** The port where webhooks are served, if there are any. */
  OptionalInt webhooks(Webhooks webhooks) throws StartFailure, InterruptedException {
    if (!has(Role.WEBHOOK) || webhooks.isEmpty()) {
      return OptionalInt.empty();
    }
    Configuration.Webhooks configured = settings.configuration().webhooks();
    WebhookVerticle verticle =
        new WebhookVerticle(
            RoleSettings.webhooks(
                configured,
                configured
                    .certificateDirectory()
                    .orElseThrow(() ->
                        new StartFailure(
                            "webhooks.certificateDirectory is not set, and the role webhook needs"
                                + " it; name the directory of tls.crt and tls.key, or run the other"
                                + " roles only"))),
            webhooks,
            mesh.telemetry());
    roles.deploy(verticle);
    return OptionalInt.of(verticle.actualPort());
  }

  void status(KubeConnection connection) throws StartFailure, InterruptedException {
    if (has(Role.STATUS)) {
      roles.deploy(
          new StatusVerticle(
              connection,
              mesh.bus(),
              mesh.telemetry().spans(),
              mesh.incarnation(),
              mesh.time(),
              StatusSettings.defaults()));
    }
  }

  void watcher(KubeConnection connection) throws StartFailure, InterruptedException {
    if (!has(Role.WATCHER)) {
      return;
    }
    // A watcher whose reconcilers are elsewhere cannot know which controllers there will be.
    Readiness readiness =
        new Readiness(
            has(Role.RECONCILER)
                ? definitions.stream().map(ControllerDefinition::name).toList()
                : List.of());
    mesh.readiness().add("controllers", readiness::verdict);
    long seed = new SplittableRandom().nextLong();
    PodDeaths pods =
        new PodDeaths(
            new Pods(connection.writer().within(POD_CALL)),
            settings.configuration().lease().duration());
    Neighbours neighbours = new Neighbours(mesh.probe(), pods);
    WatcherVerticle watcher =
        new WatcherVerticle(
            connection,
            mesh.bus(),
            mesh.telemetry().spans(),
            mesh.incarnation(),
            mesh.time(),
            WatcherSettings.defaults(seed)
                .treating(RoleSettings.controllers(settings.configuration(), seed))
                .knowing(new OwnCode(definitions))
                .at(zone())
                .in(settings.namespaces())
                .owning(settings.mesh().ownership(), neighbours)
                .cutting(RoleSettings.cut(settings.configuration().controllers()))
                .telling(readiness::heard)
                .measuring(mesh.telemetry().meters()));
    roles.deploy(watcher);
    live.add(changed -> watcher.treat(RoleSettings.controllers(changed, seed)));
    live.add(changed -> watcher.narrow(changed.kubernetes().namespaces()));
    mesh.membership().self().pod().ifPresent(pods::check);
    roles.undoFirst(pods);
    roles.undoFirst(neighbours.tell(watcher, mesh));
  }

  Optional<ReconcilerVerticle> reconciler(KubeConnection connection)
      throws StartFailure, InterruptedException {
    if (!has(Role.RECONCILER)) {
      return Optional.empty();
    }
    ReconcilerVerticle reconciler =
        new ReconcilerVerticle(
            connection,
            mesh.bus(),
            mesh.telemetry().spans(),
            mesh.telemetry().meters(),
            mesh.incarnation(),
            zone(),
            definitions,
            statusReplica(),
            journal(),
            mesh.time(),
            RoleSettings.reconciler(settings.configuration()));
    limit(reconciler, settings.configuration());
    roles.deploy(reconciler);
    live.add(changed -> limit(reconciler, changed));
    return Optional.of(reconciler);
  }

  private void limit(ReconcilerVerticle reconciler, Configuration configured) {
    for (ControllerDefinition<?> definition : definitions) {
      reconciler.limits(
          definition.name(),
          RoleSettings.limits(configured.controllers(), definition.declaration()));
    }
  }

  private void sample(Configuration configured) {
    mesh.telemetry().sample(configured.tracing().sampling());
  }

  /** What takes up a configuration that has changed; it may be told on any thread. */
  LiveConfiguration.Listener live() {
    List<Consumer<Configuration>> all = List.copyOf(live);
    return new LiveConfiguration.Listener() {

      @Override
      public void changed(LiveConfiguration.Change change) {
        all.forEach(each -> each.accept(change.configuration()));
        reloads.changed(change);
        events.ifPresent(told -> told.changed(change));
      }

      @Override
      public void refused(List<String> problems) {
        reloads.refused(problems);
        events.ifPresent(told -> told.refused(problems));
      }
    };
  }

  private Journal journal() throws StartFailure {
    Configuration.Logging logging = settings.configuration().logging();
    if (logging.journal().isEmpty()) {
      return Journal.NONE;
    }
    Path directory = logging.journal().get();
    try {
      return JournalFile.in(directory, mesh.incarnation(), logging.maxSizeBytes());
    } catch (IOException unable) {
      throw new StartFailure(
          "cannot write a journal to %s: %s; correct logging.journal, or leave it out"
              .formatted(directory, unable.getMessage()));
    }
  }

  /** Its own, if it has one. */
  private Supplier<Optional<Address>> statusReplica() {
    if (has(Role.STATUS)) {
      Address own = new Address(mesh.incarnation(), Role.STATUS);
      return () -> Optional.of(own);
    }
    Replicas replicas = Replicas.of(mesh.bus(), Role.STATUS, mesh.time());
    roles.undoFirst(replicas);
    return replicas::any;
  }

  private String zone() {
    return settings.configuration().mesh().zone();
  }

  private boolean has(Role role) {
    return settings.roles().contains(role);
  }
}
