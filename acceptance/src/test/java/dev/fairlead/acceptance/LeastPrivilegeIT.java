package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.generator.Installation;
import dev.fairlead.generator.rbac.Component;
import dev.fairlead.generator.rbac.Rbac;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * An operator runs with exactly the RBAC that is generated for it; and without any one rule of it,
 * it says which is missing. The plug-in that makes children ask for their owner's finalizers is on.
 */
@RealControlPlane(
    exclusive = true,
    apiServerFlags = "--enable-admission-plugins=OwnerReferencesPermissionEnforcement")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeIT {

  private static final Map<String, String> OPEN = Map.of("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
  private static final Map<String, Object> EVERYTHING =
      Map.of("replicas", 1, "service", Map.of(), "disruptionBudget", Map.of("maxUnavailable", 1));

  private final ControlPlane plane;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Path kubeconfig;
  private Cluster cluster;

  LeastPrivilegeIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  void install() {
    try (Cluster admin = new Cluster(plane.kubeconfig())) {
      admin.installCrd();
      namespace(admin, Installation.NAMESPACE);
      apply(admin, rbac(Installation.everywhere("fairlead")));
    }
    kubeconfig = plane.kubeconfigFor(Installation.NAMESPACE, "fairlead");
    log.start();
    logger().addAppender(log);
  }

  @AfterAll
  void stopListening() {
    logger().detachAppender(log);
  }

  @BeforeEach
  void begin() {
    cluster = new Cluster(plane.kubeconfig());
    log.list.clear();
  }

  @AfterEach
  void end() {
    cluster.memcacheds().delete();
    cluster.close();
  }

  @Test
  void itRunsWithExactlyThat() throws Exception {
    try (Mesh mesh = Mesh.leased(kubeconfig, Map.of())) {
      mesh.awaitReady();
      cluster.create("cache", EVERYTHING);

      cluster.awaitDeployment("cache", 1);
      cluster.makeReady("cache", 1);
      cluster.awaitCondition("cache", "Available", "True");
      cluster
          .memcacheds()
          .withName("cache")
          .edit(it -> {
            it.setAdditionalProperties(Map.of("spec", Map.of("replicas", 2)));
            return it;
          });
      cluster.awaitDeployment("cache", 2);
      eventually()
          .until(() ->
              cluster.client().services().inNamespace(cluster.namespace()).withName("cache").get()
                  == null);
      assertThat(asked(mesh)).startsWith("200 ");
      assertThat(denials()).isEmpty();
    }
  }

  @Test
  void itRunsWithRolesOfItsNamespaceAlone() throws Exception {
    String namespace = cluster.namespace();
    apply(cluster, rbac(Installation.within("narrow", namespace)));

    try (Mesh mesh =
        Mesh.leased(
            plane.kubeconfigFor(namespace, "narrow"),
            Map.of(
                "FAIRLEAD_KUBERNETES_NAMESPACES", namespace,
                "FAIRLEAD_KUBERNETES_LEASENAMESPACE", namespace))) {
      mesh.awaitReady();
      cluster.create("cache", EVERYTHING);

      cluster.awaitDeployment("cache", 1);
      cluster.makeReady("cache", 1);
      cluster.awaitCondition("cache", "Available", "True");
      assertThat(asked(mesh)).startsWith("200 ");
      assertThat(denials()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void withoutARuleItSaysWhichIsMissing(Missing missing) throws Exception {
    cluster.client().resource(missing.rest()).forceConflicts().serverSideApply();
    try (Mesh mesh =
        Mesh.leased(kubeconfig, missing.component() == Component.GATEWAY ? Map.of() : OPEN)) {
      if (missing.rule().getResources().contains("events")) {
        // Of what goes well there are no Events.
        cluster.createDeploymentOfSomebodyElse("cache");
      }
      cluster.create("cache", EVERYTHING);

      eventually()
          .alias("something says that " + missing + " is missing")
          .untilAsserted(() -> assertThat(said(mesh, missing)).contains(missing.words()));
    } finally {
      cluster.client().resource(missing.whole()).forceConflicts().serverSideApply();
    }
  }

  /** Wherever somebody would look who wonders what is wrong. */
  private String said(Mesh mesh, Missing missing) {
    return switch (missing.component()) {
      case WATCHER -> mesh.waitingFor();
      case RECONCILER, STATUS ->
          mesh.explain(cluster, "cache").path("summary").asText() + denials();
      case GATEWAY -> asked(mesh);
    };
  }

  /** What the gateway answers to somebody with a token. */
  private String asked(Mesh mesh) {
    var answer =
        mesh.send(
            "GET",
            "/api/v1/controllers/memcached",
            "Authorization",
            "Bearer " + plane.adminToken());
    return answer.statusCode() + " " + answer.body();
  }

  /** What was warned of in the log because somebody may not do it. */
  private List<String> denials() {
    synchronized (log) {
      return List.copyOf(log.list).stream()
          .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
          .map(ILoggingEvent::getFormattedMessage)
          .filter(message -> message.contains("cannot") && message.contains("resource"))
          .toList();
    }
  }

  /** One rule of the generated ones, the role that has it, and the same without. */
  record Missing(Component component, PolicyRule rule, HasMetadata whole, HasMetadata rest) {

    /** What has to be said, in whatever sentence. */
    String[] words() {
      String resource = rule.getResources().getFirst();
      return switch (component) {
        // Reviews are no resource that a person would look for, but a thing.
        case GATEWAY ->
            new String[] {
              "503", resource.equals("tokenreviews") ? "TokenReview" : "SubjectAccessReview"
            };
        case WATCHER, STATUS -> new String[] {resource};
        case RECONCILER ->
            resource.endsWith("/finalizers")
                ? new String[] {"blockOwnerDeletion", "finalizers"}
                : new String[] {"Missing permission: ", "may not ", resource};
      };
    }

    @Override
    public String toString() {
      return component
          + ": "
          + String.join(",", rule.getVerbs())
          + " "
          + String.join(",", rule.getResources());
    }
  }

  static Stream<Missing> rules() {
    Rbac rbac = rbac(Installation.everywhere("fairlead"));
    List<Missing> all = new ArrayList<>();
    for (Component component : Component.values()) {
      for (HasMetadata object : rbac.objects(component)) {
        for (PolicyRule rule : rulesOf(object)) {
          List<PolicyRule> rest =
              rulesOf(object).stream().filter(it -> !it.equals(rule)).collect(Collectors.toList());
          all.add(new Missing(component, rule, object, with(object, rest)));
        }
      }
    }
    return all.stream();
  }

  private static List<PolicyRule> rulesOf(HasMetadata object) {
    return switch (object) {
      case ClusterRole role -> role.getRules();
      case Role role -> role.getRules();
      default -> List.of();
    };
  }

  private static HasMetadata with(HasMetadata object, List<PolicyRule> rules) {
    return switch (object) {
      case ClusterRole role -> new ClusterRoleBuilder(role).withRules(rules).build();
      case Role role -> new RoleBuilder(role).withRules(rules).build();
      default -> throw new IllegalArgumentException(object.toString());
    };
  }

  private static Rbac rbac(Installation installation) {
    return Rbac.of(List.of(ControllerDefinition.of(new MemcachedReconciler())), installation);
  }

  private static void apply(Cluster admin, Rbac rbac) {
    rbac.objects(Rbac.Accounts.ONE)
        .forEach(object -> admin.client().resource(object).forceConflicts().serverSideApply());
  }

  private static void namespace(Cluster admin, String name) {
    admin
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }
}
