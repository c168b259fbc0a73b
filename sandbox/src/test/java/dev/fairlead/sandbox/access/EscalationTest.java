package dev.fairlead.sandbox.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.sandbox.rejection.Rejection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The expected texts were taken from kube-apiserver 1.36. */
class EscalationTest {

  private static final User ALICE = User.named("alice", "system:authenticated");
  private static final String ME = "{kind: User, name: alice}";

  private final Cluster cluster =
      new Cluster()
          .role("", "pods", "[{verbs: [get, list], apiGroups: [''], resources: [pods]}]")
          .role("", "all", "[{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]")
          .binding("a", "mine", "ClusterRole", "pods", ME);
  private final Escalation escalation = new Escalation(cluster.rbac);

  @Test
  void nobodyGivesMoreThanTheyHave() {
    assertThatCode(() -> role("[{verbs: [get], apiGroups: [''], resources: [pods]}]"))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> role("[{verbs: [get, delete, create], apiGroups: [''], resources: [pods]}]"))
        .isInstanceOf(Rejection.class)
        .hasMessage(
            """
            roles.rbac.authorization.k8s.io "new" is forbidden: user "alice" \
            (groups=["system:authenticated"]) is attempting to grant RBAC permissions not \
            currently held:
            {APIGroups:[""], Resources:["pods"], Verbs:["delete" "create"]}\
            """);
  }

  @Test
  void escalateLiftsIt() {
    cluster
        .role("", "may", "[{verbs: [escalate], apiGroups: ['*'], resources: [roles]}]")
        .binding("a", "may", "ClusterRole", "may", ME);
    assertThatCode(() -> role("[{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]"))
        .doesNotThrowAnyException();
  }

  @Test
  void nobodyBindsMoreThanTheyHave() {
    assertThatCode(() -> binding("pods")).doesNotThrowAnyException();
    assertThatThrownBy(() -> binding("all"))
        .hasMessageContaining("is attempting to grant RBAC permissions not currently held:\n")
        .hasMessageEndingWith("{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}");
    assertThatThrownBy(() -> binding("nowhere"))
        .hasMessage("clusterroles.rbac.authorization.k8s.io \"nowhere\" not found");
  }

  @Test
  void bindLiftsIt() {
    cluster
        .role(
            "",
            "may",
            "[{verbs: [bind], apiGroups: ['*'], resources: [clusterroles], resourceNames: [all]}]")
        .binding("a", "may", "ClusterRole", "may", ME);
    assertThatCode(() -> binding("all")).doesNotThrowAnyException();
  }

  private void role(String rules) throws Rejection {
    escalation.check(
        ALICE,
        new Attributes.Resource("create", Rbac.GROUP, "v1", "roles", "", "a", ""),
        Cluster.read("{metadata: {name: new}, rules: " + rules + "}"),
        Optional.empty());
  }

  private void binding(String role) throws Rejection {
    escalation.check(
        ALICE,
        new Attributes.Resource("create", Rbac.GROUP, "v1", "rolebindings", "", "a", ""),
        Cluster.read("{metadata: {name: new}, roleRef: {kind: ClusterRole, name: " + role + "}}"),
        Optional.empty());
  }
}
