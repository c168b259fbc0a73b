package dev.fairlead.examples.fromjosdk;

import dev.fairlead.sdk.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The children of a Page: what a dependent resource says in its method {@code desired}. */
final class PageChildren {

  private PageChildren() {}

  /** One for each language. */
  static List<ConfigMap> texts(Page page) {
    return page.getSpec().texts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(text ->
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(Names.of(page, text.getKey()))
                .endMetadata()
                .addToData("index.html", text.getValue())
                .build())
        .toList();
  }

  /** Another one at every call, of which the first stays. */
  static Secret salt(Page page) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(Names.of(page, "salt"))
        .endMetadata()
        .addToStringData("salt", UUID.randomUUID().toString())
        .build();
  }

  static Deployment server(Page page, String textsHash) {
    Map<String, String> labels = Map.of("app", Names.of(page));
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(Names.of(page))
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .addToAnnotations("pages.example.com/texts", textsHash)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("nginx:1.27")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  static Service service(Page page) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(Names.of(page))
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", Names.of(page))
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }
}
