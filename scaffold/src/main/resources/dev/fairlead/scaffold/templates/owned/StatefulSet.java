package {{package}};

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** Its Pods are such as the restricted Pod Security Standard admits. */
final class {{Kind}}StatefulSet {

  private {{Kind}}StatefulSet() {}

  static StatefulSet of({{Kind}} {{kind}}) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withServiceName({{kind}}.getMetadata().getName())
        .withReplicas({{kind}}.getSpec().replicas())
        .withNewSelector()
        .withMatchLabels({{Kind}}Labels.of({{kind}}))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName("{{controller}}")
        .withImage({{kind}}.getSpec().image())
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
