package dev.fairlead.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.sandbox.rejection.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts were taken from kube-apiserver 1.36. */
class RbacTest {

  private static final User ALICE = User.named("alice", "system:authenticated", "team");

  private final Cluster cluster =
      new Cluster()
          .role(
              "",
              "reader",
              """
              [{verbs: [get, list], apiGroups: [''], resources: [pods, 'deployments/scale', '*/status']},
               {verbs: [get], apiGroups: [apps], resources: ['*'], resourceNames: [one]},
               {verbs: [get], nonResourceURLs: [/healthz, '/metrics/*']}]
              """)
          .role("a", "writer", "[{verbs: ['*'], apiGroups: ['*'], resources: [secrets]}]")
          .binding("", "readers", "ClusterRole", "reader", "{kind: User, name: alice}")
          .binding("a", "writers", "Role", "writer", "{kind: Group, name: team}")
          .binding("a", "robots", "Role", "writer", "{kind: ServiceAccount, name: robot}");

  @ParameterizedTest
  @CsvSource({
    "get,  '',   pods,        '',     b, x,   true",
    "list, '',   pods,        '',     '', '', true",
    "watch,'',   pods,        '',     b, '',  false",
    "get,  apps, pods,        '',     b, x,   false",
    "get,  '',   pods,        log,    b, x,   false",
    "get,  '',   pods,        status, b, x,   true",
    "get,  '',   deployments, scale,  b, x,   true",
    "get,  '',   deployments, '',     b, x,   false",
    "get,  apps, deployments, '',     b, one, true",
    "get,  apps, deployments, '',     b, two, false",
    "list, apps, deployments, '',     b, '',  false",
    "get,  '',   secrets,     '',     a, x,   true",
    "get,  '',   secrets,     '',     b, x,   false",
    "get,  '',   secrets,     '',     '', '', false",
  })
  void rulesOfRoles(
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      boolean allowed) {
    var wanted = new Attributes.Resource(verb, group, "v1", resource, subresource, namespace, name);
    assertThat(cluster.rbac.decide(ALICE, wanted).allowed()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "get, /healthz, true",
    "get, /metrics/x, true",
    "get, /metrics, false",
    "post, /healthz, false",
  })
  void otherPaths(String verb, String path, boolean allowed) {
    var wanted = new Attributes.NonResource(verb, path);
    assertThat(cluster.rbac.decide(ALICE, wanted).allowed()).isEqualTo(allowed);
  }

  @Test
  void aServiceAccountWithoutNamespaceIsThatOfTheBinding() {
    var wanted = new Attributes.Resource("get", "", "v1", "secrets", "", "a", "x");
    User robot = User.serviceAccount("a", "robot", "");
    assertThat(cluster.rbac.decide(robot, wanted))
        .isEqualTo(
            new Authorizer.Decision(
                true,
                "RBAC: allowed by RoleBinding \"robots/a\" of Role \"writer\" to ServiceAccount"
                    + " \"robot/a\""));
    assertThat(cluster.rbac.decide(User.serviceAccount("b", "robot", ""), wanted).allowed())
        .isFalse();
  }

  @Test
  void mastersMayDoEverything() {
    User admin = new User("admin", "", List.of("system:masters"), Map.of());
    assertThat(cluster.rbac.decide(admin, new Attributes.NonResource("get", "/x")))
        .isEqualTo(new Authorizer.Decision(true, ""));
  }

  @Test
  void theReasonNamesABindingToNothing() {
    cluster.binding("", "lost", "ClusterRole", "nowhere", "{kind: User, name: alice}");
    assertThat(cluster.rbac.decide(ALICE, new Attributes.NonResource("get", "/x")).reason())
        .isEqualTo("RBAC: clusterrole.rbac.authorization.k8s.io \"nowhere\" not found");
  }

  @Test
  void refusalsSayWhatWasTried() {
    User x = User.named("x", "system:authenticated");
    assertThat(
            refused(x, new Attributes.Resource("list", "apps", "v1", "deployments", "", "y", "")))
        .isEqualTo(
            "deployments.apps is forbidden: User \"x\" cannot list resource \"deployments\" in API"
                + " group \"apps\" in the namespace \"y\"");
    assertThat(
            refused(
                x, new Attributes.Resource("get", "apps", "v1", "deployments", "scale", "y", "d")))
        .isEqualTo(
            "deployments.apps \"d\" is forbidden: User \"x\" cannot get resource"
                + " \"deployments/scale\" in API group \"apps\" in the namespace \"y\"");
    assertThat(refused(x, new Attributes.Resource("get", "", "v1", "nodes", "", "", "n")))
        .isEqualTo(
            "nodes \"n\" is forbidden: User \"x\" cannot get resource \"nodes\" in API group \"\""
                + " at the cluster scope");
    assertThat(refused(x, new Attributes.NonResource("get", "/metrics")))
        .isEqualTo("forbidden: User \"x\" cannot get path \"/metrics\"");
  }

  private String refused(User user, Attributes wanted) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> cluster.rbac.check(user, wanted));
    assertThat(rejection.status().code()).isEqualTo(403);
    return rejection.status().message();
  }
}
