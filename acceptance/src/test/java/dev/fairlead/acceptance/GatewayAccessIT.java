package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The gateway shows and does for everybody what the API server would for kubectl. */
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayAccessIT {

  private static final String GROUP = "cache.example.com";
  private static final String CONTROLLER = "/api/v1/controllers/memcached";
  private static final List<String> USERS =
      List.of(
          "sees-all",
          "sees-one-namespace",
          "lists-only",
          "one-object",
          "edits",
          "by-group",
          "operates",
          "administers",
          "nobody");

  private ControlPlane plane;
  private Cluster cluster;
  private Cluster other;
  private Mesh mesh;

  /** Something that is asked of both. */
  private record Question(String method, String path, String verb, String namespace, String name) {}

  @BeforeAll
  void start(ControlPlane controlPlane) throws Exception {
    plane = controlPlane;
    cluster = new Cluster(plane.kubeconfig());
    other = new Cluster(plane.kubeconfig());
    cluster.installCrd();
    // The right to ask for reviews is that of the manifests.
    Manifests.applyForARunOutside(cluster.client());
    USERS.forEach(user -> plane.kubeconfigFor(space(user), user));
    grants();
    cluster.create("cache", 1);
    cluster.create("second", 1);
    other.create("cache", 1);
    mesh = Mesh.guarded(plane.kubeconfigFor("fairlead-system", "fairlead"));
    eventually().until(() -> ask("administers", "GET", path(cluster, "second")) == 200);
  }

  @AfterAll
  void stop() {
    mesh.close();
    other.close();
    cluster.close();
  }

  /** The user by group is alone in a namespace, and so in the group of its accounts. */
  private String space(String user) {
    return user.equals("by-group") ? other.namespace() : cluster.namespace();
  }

  private void grants() {
    everywhere("sees-all", memcacheds("get", "list", "watch"));
    everywhere("lists-only", memcacheds("list"));
    everywhere("operates", url("/fairlead/mesh"), url("/metrics"));
    everywhere("administers", memcacheds("*"), url("*"));
    within("sees-one-namespace", memcacheds("get", "list"));
    within("edits", memcacheds("get", "list", "update"));
    within("one-object", memcacheds("get", "update").edit().withResourceNames("cache").build());
    role("by-group", memcacheds("get", "list", "update"));
    cluster
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("by-group")
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "by-group")
                .addNewSubject(
                    "rbac.authorization.k8s.io",
                    "Group",
                    "system:serviceaccounts:" + other.namespace(),
                    null)
                .build())
        .create();
  }

  private static PolicyRule memcacheds(String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(GROUP)
        .withResources("memcacheds")
        .withVerbs(verbs)
        .build();
  }

  private static PolicyRule url(String path) {
    return new PolicyRuleBuilder().withNonResourceURLs(path).withVerbs("get").build();
  }

  private void everywhere(String user, PolicyRule... rules) {
    cluster
        .client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("test-" + user)
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    cluster
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("test-" + user)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "test-" + user)
                .addNewSubject(null, "ServiceAccount", user, space(user))
                .build())
        .create();
  }

  private void within(String user, PolicyRule... rules) {
    role(user, rules);
    cluster
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(user)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                .addNewSubject(null, "ServiceAccount", user, space(user))
                .build())
        .create();
  }

  private void role(String user, PolicyRule... rules) {
    cluster
        .client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(user)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
  }

  @TestFactory
  List<DynamicTest> everyoneMayExactlyWhatTheyMayByKubectl() {
    String objects = CONTROLLER + "/objects";
    String one = cluster.namespace();
    String two = other.namespace();
    List<Question> questions =
        List.of(
            new Question("GET", objects, "list", "", ""),
            new Question("GET", objects + "?namespace=" + one, "list", one, ""),
            new Question("GET", objects + "?namespace=" + two, "list", two, ""),
            new Question("GET", path(cluster, "cache"), "get", one, "cache"),
            new Question("GET", path(cluster, "second") + "/explain", "get", one, "second"),
            new Question("GET", path(other, "cache") + "/history", "get", two, "cache"),
            new Question("GET", CONTROLLER, "list", "", ""),
            new Question("POST", path(cluster, "cache") + "/reconcile", "update", one, "cache"),
            new Question("POST", path(cluster, "second") + "/reconcile", "update", one, "second"),
            new Question("POST", path(other, "cache") + "/reconcile", "update", two, "cache"),
            new Question("POST", CONTROLLER + "/resume", "update", "", ""),
            new Question("GET", "/api/v1/mesh", "get", "/fairlead/mesh", ""),
            new Question("GET", "/metrics", "get", "/metrics", ""));
    return USERS.stream()
        .map(user ->
            DynamicTest.dynamicTest(
                user,
                () -> {
                  try (KubernetesClient client = client(user)) {
                    for (Question question : questions) {
                      assertThat(ask(user, question.method(), question.path()) < 300)
                          .as(user + " " + question)
                          .isEqualTo(may(client, question));
                    }
                  }
                }))
        .toList();
  }

  private KubernetesClient client(String user) {
    return new KubernetesClientBuilder().withConfig(config(user)).build();
  }

  private Config config(String user) {
    return Config.fromKubeconfig(plane.kubeconfigFor(space(user), user).toFile());
  }

  /** As {@code kubectl auth can-i} asks it, as that user. */
  private static boolean may(KubernetesClient client, Question question) {
    var review = new SelfSubjectAccessReviewBuilder().withNewSpec();
    var asked =
        question.namespace().startsWith("/")
            ? review
                .withNewNonResourceAttributes(question.namespace(), question.verb())
                .endSpec()
                .build()
            : review
                .withNewResourceAttributes()
                .withGroup(GROUP)
                .withResource("memcacheds")
                .withVerb(question.verb())
                .withNamespace(question.namespace())
                .withName(question.name())
                .endResourceAttributes()
                .endSpec()
                .build();
    return client.resource(asked).create().getStatus().getAllowed();
  }

  @Test
  void tokensThatAreNotForTheApiServerAreRefused() {
    String foreign =
        cluster
            .client()
            .serviceAccounts()
            .inNamespace(cluster.namespace())
            .withName("sees-all")
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withAudiences("elsewhere")
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    for (Map.Entry<String, String> bad :
        Map.of("foreign", foreign, "nonsense", "nonsense", "signature", foreign + "x").entrySet()) {
      HttpResponse<String> response =
          mesh.send("GET", CONTROLLER, "Authorization", "Bearer " + bad.getValue());
      assertThat(response.statusCode()).as(bad.getKey()).isEqualTo(401);
      assertThat(response.body()).contains("\"field\":\"Authorization\"");
    }
    assertThat(mesh.send("GET", CONTROLLER).statusCode()).isEqualTo(401);
  }

  @Test
  void theTokenOfAnAccountThatIsGoneIsRefusedSoon() {
    plane.kubeconfigFor(cluster.namespace(), "passing");
    everywhere("passing", memcacheds("list"));
    eventually().until(() -> ask("passing", "GET", CONTROLLER) == 200);
    String token = config("passing").getAutoOAuthToken();
    cluster
        .client()
        .serviceAccounts()
        .inNamespace(cluster.namespace())
        .withName("passing")
        .delete();
    eventually()
        .until(() ->
            mesh.send("GET", CONTROLLER, "Authorization", "Bearer " + token).statusCode() == 401);
  }

  private int ask(String user, String method, String path) {
    return mesh.send(method, path, "Authorization", "Bearer " + config(user).getAutoOAuthToken())
        .statusCode();
  }

  private static String path(Cluster of, String name) {
    return Mesh.path(of, name);
  }
}
