package dev.fairlead.sandbox;

import dev.fairlead.sandbox.access.Attributes;
import dev.fairlead.sandbox.access.Authenticator;
import dev.fairlead.sandbox.access.Escalation;
import dev.fairlead.sandbox.access.Objects;
import dev.fairlead.sandbox.access.Rbac;
import dev.fairlead.sandbox.access.Reviews;
import dev.fairlead.sandbox.access.ServiceAccountTokens;
import dev.fairlead.sandbox.access.TokenRequests;
import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.apply.FieldManagement;
import dev.fairlead.sandbox.audit.AuditLog;
import dev.fairlead.sandbox.behaviour.Bootstrap;
import dev.fairlead.sandbox.behaviour.Controllers;
import dev.fairlead.sandbox.builtin.BuiltInStrategies;
import dev.fairlead.sandbox.crd.CustomStrategy;
import dev.fairlead.sandbox.crd.DefinitionController;
import dev.fairlead.sandbox.crd.DefinitionStrategy;
import dev.fairlead.sandbox.discovery.Discovery;
import dev.fairlead.sandbox.fault.DebugFaults;
import dev.fairlead.sandbox.fault.FaultInterference;
import dev.fairlead.sandbox.fault.Faults;
import dev.fairlead.sandbox.http.ApiHandler;
import dev.fairlead.sandbox.http.OpenId;
import dev.fairlead.sandbox.http.Pages;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.openapi.OpenApi;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rest.Admission;
import dev.fairlead.sandbox.rest.InternalCall;
import dev.fairlead.sandbox.rest.NamespaceLifecycle;
import dev.fairlead.sandbox.rest.Questions;
import dev.fairlead.sandbox.rest.Registry;
import dev.fairlead.sandbox.rest.Strategy;
import dev.fairlead.sandbox.rest.Verbs;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.file.Saver;
import dev.fairlead.sandbox.store.file.StateFileException;
import dev.fairlead.sandbox.table.KindTables;
import dev.fairlead.sandbox.time.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sandbox consists of behind its port, and how the parts know each other. */
record Parts(
    Store store,
    Kinds kinds,
    MovableClock clock,
    Faults faults,
    ApiHandler handler,
    Controllers controllers,
    DefinitionController definitions,
    Optional<Saver> saver,
    Generation generation)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final String ADMIN = "fairlead-admin";
  private static final Strategy CUSTOM = new CustomStrategy();
  private static final Strategy DEFINITIONS = new DefinitionStrategy();

  /**
   * @param address host and port, asked when it serves
   * @param authority the certificate that clients trust, in PEM; empty for plain HTTP
   * @throws SandboxException if the state file cannot be used
   */
  static Parts assemble(
      SandboxOptions options, Optional<String> authority, Supplier<String> address) {
    MovableClock clock = options.clock().orElseGet(MovableClock::new);
    Optional<AuditLog> audit = options.auditLog().map(file -> open(file, clock));
    Store store = new Store(options.changesMax());
    Optional<Saver> saver = options.stateFile().map(file -> saver(file, store));
    KindRegistry kinds = new KindRegistry();
    Objects objects = Objects.in(store);
    Rbac rbac = new Rbac(objects);
    ServiceAccountTokens accountTokens = new ServiceAccountTokens(objects, clock);
    Authenticator authenticator =
        new Authenticator(
            Map.of(
                options.adminToken(), new User(ADMIN, ADMIN, List.of("system:masters"), Map.of())),
            accountTokens,
            rbac);
    FieldManagement fields = new FieldManagement(kinds);
    Verbs verbs =
        new Verbs(
            new Registry(
                store,
                kinds,
                Parts::strategy,
                fields,
                Admission.all(List.of(new NamespaceLifecycle(store), escalation(rbac))),
                rbac,
                clock),
            new Questions(
                new Reviews(authenticator, accountTokens, rbac, rbac, clock),
                new TokenRequests(objects, accountTokens, clock)));
    LoopbackCluster cluster = new LoopbackCluster(store, kinds, new InternalCall(kinds, verbs));
    DefinitionController definitions = new DefinitionController(store, kinds, fields, clock);
    definitions.start();
    Controllers controllers =
        Controllers.start(
            authority.map(options.behaviour()::certificateAuthority).orElse(options.behaviour()),
            store,
            kinds.all().stream().map(Kind::collection).distinct().toList(),
            cluster,
            clock);
    bootstrap(cluster);
    String scheme = options.tls() ? "https" : "http";
    Faults faults = new Faults(options.seed(), store, clock);
    ApiHandler handler =
        new ApiHandler(
            authenticator,
            options.tls() ? Optional.empty() : Optional.of(options.adminToken()),
            rbac,
            new FaultInterference(faults, clock),
            new DebugFaults(faults),
            kinds,
            verbs,
            List.of(
                new Pages(),
                new OpenId(accountTokens, () -> scheme + "://" + address.get()),
                new Discovery(kinds, address),
                new OpenApi(kinds, clock)),
            new KindTables(clock),
            clock,
            audit);
    return new Parts(
        store,
        kinds,
        clock,
        faults,
        handler,
        controllers,
        definitions,
        saver,
        new Generation(store, kinds, new InternalCall(kinds, verbs), Parts::strategy));
  }

  private static AuditLog open(Path file, MovableClock clock) {
    try {
      return AuditLog.open(file, clock);
    } catch (IOException e) {
      throw new SandboxException(
          "cannot write the audit log %s (%s): choose another file"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static Admission escalation(Rbac rbac) {
    Escalation escalation = new Escalation(rbac);
    return (call, _, object, old) -> {
      if (object.isPresent() && call.info().attributes() instanceof Attributes.Resource request) {
        escalation.check(call.user(), request, object.get(), old);
      }
    };
  }

  private static Saver saver(Path file, Store store) {
    try {
      return Saver.start(file, store);
    } catch (StateFileException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Strategy strategy(Kind kind) {
    if (kind.custom()) {
      return CUSTOM;
    }
    return kind.collection().equals("customresourcedefinitions.apiextensions.k8s.io")
        ? DEFINITIONS
        : BuiltInStrategies.of(kind);
  }

  private static void bootstrap(LoopbackCluster cluster) {
    try {
      Bootstrap.run(cluster);
    } catch (Rejection e) {
      throw new IllegalStateException("the first objects are refused: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    definitions.close();
    controllers.close();
    saver.ifPresent(Parts::close);
    handler.audit().ifPresent(AuditLog::close);
  }

  private static void close(Saver saver) {
    try {
      saver.close();
    } catch (StateFileException e) {
      LOG.error("{}; the latest changes are lost", e.getMessage());
    }
  }
}
