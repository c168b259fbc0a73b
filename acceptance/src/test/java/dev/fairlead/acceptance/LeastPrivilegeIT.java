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
import dev.fairlead.operators.app.App;
import dev.fairlead.operators.app.AppReconciler;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.operators.paymentgateway.PaymentGateway;
import dev.fairlead.operators.paymentgateway.PaymentGatewayReconciler;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Operators run with exactly the RBAC that is generated for them; and without any one rule of it,
 * they say which is missing. The plug-in that makes children ask for their owner's finalizers is
 * on.
 */
@RealControlPlane(
    exclusive = true,
    apiServerFlags = "--enable-admission-plugins=OwnerReferencesPermissionEnforcement")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeIT {

  private static final Map<String, String> OPEN = Map.of("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
  private static final Map<String, Object> EVERYTHING =
      Map.of("replicas", 1, "service", Map.of(), "disruptionBudget", Map.of("maxUnavailable", 1));

  private static final List<Reconciler<?>> OPERATORS =
      List.of(new MemcachedReconciler(), new AppReconciler(), new PaymentGatewayReconciler());

  /** With all the children that there can be; that of the Memcached is created by itself. */
  private static final String OTHERS =
      """
      apiVersion: app.example.com/v1
      kind: Deployment
      metadata: {name: shop}
      spec: {replicas: 1, image: "nginx:1.27", ports: [{name: http, port: 80}]}
      ---
      apiVersion: payments.example.com/v1
      kind: PaymentGateway
      metadata: {name: pay}
      spec:
        image: registry.example.com/payment-gateway:1.4
        tlsSecretName: pay-tls
        autoscaling: {minReplicas: 2, maxReplicas: 4}
        certificate: {dnsNames: [pay.example.com], caSecretName: payments-ca}
      """;

  private final ControlPlane plane;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Map<String, String> authority = Map.of();
  private Path kubeconfig;
  private Cluster cluster;

  LeastPrivilegeIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  void install(@TempDir Path directory) throws Exception {
    authority = CertificateFiles.authority(directory);
    try (Cluster admin = new Cluster(plane.kubeconfig())) {
      admin.installCrds(OPERATORS);
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
    cluster.client().resources(App.class).inNamespace(cluster.namespace()).delete();
    cluster.client().resources(PaymentGateway.class).inNamespace(cluster.namespace()).delete();
    cluster.close();
  }

  @Test
  void itRunsWithExactlyThat() throws Exception {
    try (Mesh mesh = Mesh.leased(kubeconfig, Map.of(), OPERATORS)) {
      mesh.awaitReady();
      cluster.create("cache", EVERYTHING);
      createTheOthers();

      cluster.awaitDeployment("cache", 1);
      cluster.awaitDeployment("shop", 1);
      eventually().until(() -> cluster.deployment("pay").isPresent());
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
                "FAIRLEAD_KUBERNETES_LEASENAMESPACE", namespace),
            OPERATORS)) {
      mesh.awaitReady();
      cluster.create("cache", EVERYTHING);
      createTheOthers();

      cluster.awaitDeployment("cache", 1);
      cluster.awaitDeployment("shop", 1);
      eventually().until(() -> cluster.deployment("pay").isPresent());
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
        Mesh.leased(
            kubeconfig, missing.component() == Component.GATEWAY ? Map.of() : OPEN, OPERATORS)) {
      if (missing.rule().getResources().contains("events")) {
        // Of what goes well there are no Events.
        cluster.createDeploymentOfSomebodyElse("cache");
      }
      cluster.create("cache", EVERYTHING);
      createTheOthers();

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
          summary(mesh, "memcached", "cache")
              + summary(mesh, "app", "shop")
              + summary(mesh, "paymentgateway", "pay")
              + denials();
      case GATEWAY -> asked(mesh);
    };
  }

  private String summary(Mesh mesh, String controller, String name) {
    return mesh.get(
                "/api/v1/controllers/%s/objects/%s/%s/explain"
                    .formatted(controller, cluster.namespace(), name))
            .path("summary")
            .asText()
        + "\n";
  }

  private void createTheOthers() {
    cluster.client().resource(CertificateFiles.secret(cluster.namespace(), authority)).create();
    cluster
        .client()
        .load(new ByteArrayInputStream(OTHERS.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(cluster.namespace())
        .create();
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
        case WATCHER, STATUS -> new String[] {resource.endsWith("/status") ? resource : named()};
        case RECONCILER ->
            resource.endsWith("/finalizers")
                ? new String[] {"blockOwnerDeletion", "finalizers"}
                : new String[] {"Missing permission: ", "may not ", named()};
      };
    }

    /** With its group, as two kinds of Deployments have to be told apart. */
    private String named() {
      String group = rule.getApiGroups().getFirst();
      String resource = rule.getResources().getFirst();
      return group.isEmpty() ? resource : resource + "." + group;
    }

    @Override
    public String toString() {
      return component
          + ": "
          + String.join(",", rule.getVerbs())
          + " "
          + String.join(",", rule.getResources())
          + " of "
          + String.join(",", rule.getApiGroups());
    }
  }

  static Stream<Missing> rules() {
    Rbac rbac = rbac(Installation.everywhere("fairlead"));
    List<Missing> all = new ArrayList<>();
    for (Component component : Component.values()) {
      for (HasMetadata object : rbac.objects(component)) {
        for (PolicyRule rule : rulesOf(object)) {
          if (component != Component.STATUS && rule.getResources().contains("events")) {
            continue; // the one identity of this process has it by the role of the status service
          }
          if (rule.getResources().contains("pods")) {
            continue; // asked by one of several processes in Pods: PodDeathsIT takes it away
          }
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
    return Rbac.of(
        OPERATORS.stream().<ControllerDefinition<?>>map(ControllerDefinition::of).toList(),
        installation);
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
