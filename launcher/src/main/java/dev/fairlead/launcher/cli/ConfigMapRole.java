package dev.fairlead.launcher.cli;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.rbac.Component;
import dev.fairlead.launcher.config.SourceAddress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.stream.Stream;

/** What every process of an installation needs to follow its configuration in a ConfigMap. */
final class ConfigMapRole {

  private static final String SUFFIX = "-configuration";

  private ConfigMapRole() {}

  /** A Role on that ConfigMap alone, and its binding to the accounts of all roles of the mesh. */
  static List<HasMetadata> of(Installation installation, SourceAddress.ConfigMap source) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(installation.name() + SUFFIX)
            .withNamespace(source.namespace())
            .withLabels(installation.labels("configuration"))
            .build();
    return List.of(
        new RoleBuilder()
            .withMetadata(metadata)
            .withRules(
                new PolicyRuleBuilder()
                    .withApiGroups("")
                    .withResources("configmaps")
                    .withResourceNames(source.name())
                    .withVerbs("list", "watch")
                    .build())
            .build(),
        new RoleBindingBuilder()
            .withMetadata(metadata)
            .withRoleRef(new RoleRef("rbac.authorization.k8s.io", "Role", metadata.getName()))
            .withSubjects(
                Stream.concat(
                        Stream.of(installation.name()),
                        Stream.of(Component.values())
                            .map(component -> installation.name() + "-" + component))
                    .map(account ->
                        new Subject(null, "ServiceAccount", account, installation.namespace()))
                    .toList())
            .build());
  }
}
