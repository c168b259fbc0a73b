package dev.fairlead.generator.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.sdk.Cleanup;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Permission;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each declaration asks for its verbs, at its place, and for no other. */
class RbacTest {

  @Group("shop.test")
  @Version("v1")
  static final class Store extends CustomResource<String, String> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  @Group("shop.test")
  @Version("v1")
  static final class Chain extends CustomResource<String, Void> {
    private static final long serialVersionUID = 1L;
  }

  abstract static class Doing<P extends HasMetadata> implements Reconciler<P> {
    @Override
    public Result reconcile(Observed<P> observed, Context context) {
      return Desired.children(List.<HasMetadata>of());
    }
  }

  @Owns(ConfigMap.class)
  @Reads(value = Secret.class, byField = "spec.secret")
  static final class Stores extends Doing<Store> {}

  static final class Chains extends Doing<Chain> implements Cleanup<Chain> {
    @Override
    public Outcome cleanup(Observed<Chain> observed, Context context) {
      return Outcome.done();
    }
  }

  @Controller(
      name = "elsewhere",
      namespaces = {"east", "west"})
  @Permission(group = "cloud.test", resource = "buckets", verbs = "create")
  static final class Elsewhere extends Doing<Store> {}

  @Controller(name = "unknown")
  @Reads(apiVersion = "x.test/v1", kind = "Policy")
  @Reads(apiVersion = "v1", kind = "Endpoints", byOwner = true)
  static final class Unknown extends Doing<Store> {}

  private static final Installation EVERYWHERE = Installation.everywhere("fairlead");

  @Test
  void aRoleOfTheMeshMayDoWhatItsControllersDeclare() {
    Rbac rbac = rbac(EVERYWHERE, new Stores());

    assertThat(everywhere(rbac, Component.WATCHER))
        .containsExactly(
            "shop.test stores list,watch", " configmaps get,list,watch", " secrets list,watch");
    assertThat(inNamespace(rbac, Component.WATCHER, "fairlead-system"))
        .containsExactly(
            "coordination.k8s.io leases get,create,patch",
            " pods get",
            "events.k8s.io events create,patch");
    assertThat(everywhere(rbac, Component.RECONCILER))
        .containsExactly(
            " configmaps get,create,patch,delete",
            " secrets get",
            "shop.test stores/finalizers update");
    assertThat(everywhere(rbac, Component.STATUS))
        .containsExactly("shop.test stores/status patch", "events.k8s.io events create,patch");
    assertThat(everywhere(rbac, Component.GATEWAY))
        .containsExactly(
            "authentication.k8s.io tokenreviews create",
            "authorization.k8s.io subjectaccessreviews create");
    assertThat(inNamespace(rbac, Component.GATEWAY, "fairlead-system"))
        .as("about its own Pod")
        .containsExactly("events.k8s.io events create,patch");
  }

  @Test
  void narrowedThereIsNoClusterRole() {
    Rbac rbac = rbac(Installation.within("shop", "team-a"), new Stores());

    assertThat(rbac.objects(Rbac.Accounts.BOTH)).noneMatch(ClusterRole.class::isInstance);
    assertThat(inNamespace(rbac, Component.WATCHER, "team-a"))
        .containsExactly(
            "shop.test stores list,watch",
            " configmaps get,list,watch",
            " secrets list,watch",
            "coordination.k8s.io leases get,create,patch",
            " pods get",
            "events.k8s.io events create,patch");
    assertThat(rbac.yaml(Component.GATEWAY))
        .contains("name: shop-gateway-team-a")
        .contains("name: system:auth-delegator");
  }

  @Test
  void ofAClusterScopedKindTheEventsAreInDefaultAndTheRestIsEverywhere() {
    Rbac rbac = rbac(Installation.within("shop", "team-a"), new Chains());

    assertThat(everywhere(rbac, Component.WATCHER)).containsExactly("shop.test chains list,watch");
    // It has a finalizer, and neither children nor a status.
    assertThat(everywhere(rbac, Component.RECONCILER)).containsExactly("shop.test chains patch");
    assertThat(everywhere(rbac, Component.STATUS)).isEmpty();
    assertThat(inNamespace(rbac, Component.STATUS, "default"))
        .containsExactly("events.k8s.io events create,patch");
  }

  @Test
  void aControllerOfSomeNamespacesHasRolesThere() {
    Rbac rbac = rbac(EVERYWHERE, new Elsewhere());

    assertThat(everywhere(rbac, Component.WATCHER)).isEmpty();
    for (String namespace : List.of("east", "west")) {
      assertThat(inNamespace(rbac, Component.WATCHER, namespace))
          .containsExactly("shop.test stores list,watch");
      assertThat(inNamespace(rbac, Component.RECONCILER, namespace))
          .containsExactly("cloud.test buckets create");
    }
    assertThatExceptionOfType(InvalidInstallation.class)
        .isThrownBy(() -> rbac(Installation.within("shop", "north"), new Elsewhere()))
        .withMessageContaining("looks after east, west alone")
        .withMessageContaining("north");
  }

  @Test
  void aGuessedPluralIsTold() {
    Rbac rbac = rbac(EVERYWHERE, new Unknown());

    assertThat(everywhere(rbac, Component.WATCHER))
        .containsExactly(
            "shop.test stores list,watch", "x.test policies list,watch", " endpoints list,watch");
    assertThat(rbac.remarks())
        .singleElement()
        .asString()
        .startsWith("the plural of x.test/v1 Policy is guessed to be policies");
  }

  @Test
  void whatSeveralControllersNeedIsThereOnce() {
    Rbac rbac = rbac(EVERYWHERE, new Stores(), new Unknown());

    assertThat(everywhere(rbac, Component.WATCHER)).doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  void namesAreDnsLabels() {
    for (String wrong : List.of("", "A", "a_b", "-a", "a.b", "a".repeat(41))) {
      assertThatExceptionOfType(InvalidInstallation.class)
          .isThrownBy(() -> Installation.everywhere(wrong))
          .withMessageContaining("no DNS label");
    }
  }

  private static Rbac rbac(Installation installation, Reconciler<?>... reconcilers) {
    return Rbac.of(
        List.of(reconcilers).stream()
            .<ControllerDefinition<?>>map(ControllerDefinition::of)
            .toList(),
        installation);
  }

  private static List<String> everywhere(Rbac rbac, Component component) {
    return rbac.objects(component).stream()
        .filter(ClusterRole.class::isInstance)
        .flatMap(role -> ((ClusterRole) role).getRules().stream())
        .map(RbacTest::text)
        .toList();
  }

  private static List<String> inNamespace(Rbac rbac, Component component, String namespace) {
    return rbac.objects(component).stream()
        .filter(Role.class::isInstance)
        .filter(role -> namespace.equals(role.getMetadata().getNamespace()))
        .flatMap(role -> ((Role) role).getRules().stream())
        .map(RbacTest::text)
        .toList();
  }

  private static String text(PolicyRule rule) {
    return String.join(",", rule.getApiGroups())
        + " "
        + String.join(",", rule.getResources())
        + " "
        + String.join(",", rule.getVerbs());
  }
}
