package dev.fairlead.generator.rbac;

import dev.fairlead.generator.Installation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.List;

/**
 * The objects of RBAC under the names of an installation. Roles and bindings of one component have
 * the same name, everywhere and in each namespace.
 */
final class RbacObjects {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String ALL = "all";

  private final Installation installation;

  RbacObjects(Installation installation) {
    this.installation = installation;
  }

  ServiceAccount account(String component) {
    return new ServiceAccountBuilder()
        .withMetadata(metadata(accountName(component), component, installation.namespace()))
        .build();
  }

  /** A Role of that namespace, or a ClusterRole. */
  HasMetadata role(Component component, String place, List<PolicyRule> rules) {
    return place.equals(Rules.EVERYWHERE)
        ? clusterRole(component.toString(), component, rules)
        : new RoleBuilder()
            .withMetadata(metadata(name(component.toString()), component.toString(), place))
            .withRules(rules)
            .build();
  }

  ClusterRole clusterRole(String suffix, Component component, List<PolicyRule> rules) {
    return new ClusterRoleBuilder()
        .withMetadata(metadata(clusterName(suffix), component.toString(), Rules.EVERYWHERE))
        .withRules(rules)
        .build();
  }

  /** Gives an account the role of a component at a place. */
  HasMetadata binding(Component component, String account, String place) {
    return place.equals(Rules.EVERYWHERE)
        ? bindingTo(clusterName(component.toString()), component, account)
        : new RoleBindingBuilder()
            .withMetadata(metadata(name(bindingSuffix(component, account)), account, place))
            .withRoleRef(new RoleRef(GROUP, "Role", name(component.toString())))
            .withSubjects(subject(account))
            .build();
  }

  /** Gives an account a ClusterRole of any name. */
  HasMetadata bindingTo(String clusterRole, Component component, String account) {
    return new ClusterRoleBindingBuilder()
        .withMetadata(
            metadata(clusterName(bindingSuffix(component, account)), account, Rules.EVERYWHERE))
        .withRoleRef(new RoleRef(GROUP, "ClusterRole", clusterRole))
        .withSubjects(subject(account))
        .build();
  }

  private Subject subject(String account) {
    // Without a group, as of the core group.
    return new SubjectBuilder()
        .withKind("ServiceAccount")
        .withName(accountName(account))
        .withNamespace(installation.namespace())
        .build();
  }

  private String accountName(String component) {
    return component.equals(ALL) ? installation.name() : name(component);
  }

  private static String bindingSuffix(Component component, String account) {
    return account.equals(ALL) ? ALL + "-" + component : component.toString();
  }

  private String name(String suffix) {
    return installation.name() + "-" + suffix;
  }

  /** Several narrowed installations of one name may be in a cluster. */
  private String clusterName(String suffix) {
    return installation.narrowed() ? name(suffix) + "-" + installation.namespace() : name(suffix);
  }

  private ObjectMeta metadata(String name, String component, String namespace) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace.equals(Rules.EVERYWHERE) ? null : namespace)
        .withLabels(installation.labels(component))
        .build();
  }
}
