package {{package}};

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** Its Pods are such as the restricted Pod Security Standard admits. */
final class {{Kind}}Deployment {

  private {{Kind}}Deployment() {}

  static Deployment of({{Kind}} {{kind}}) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName({{kind}}.getMetadata().getName())
        .withNamespace({{kind}}.getMetadata().getNamespace())
        .withLabels({{Kind}}Labels.of({{kind}}))
        .endMetadata()
        .withNewSpec()
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
