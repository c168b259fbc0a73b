package dev.fairlead.testkit.children;

import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Deletion;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Names;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.meaning.Hash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/** A database, then the web server in front of it; the data outlive both. */
@Controller(deletion = Deletion.FOREGROUND)
@Owns(ConfigMap.class)
@Owns(Deployment.class)
@Owns(Service.class)
public final class SiteReconciler implements Reconciler<Site> {

  @Override
  public Result reconcile(Observed<Site> observed, Context context) {
    Site site = observed.primary();
    ConfigMap settings = settings(site);
    return Desired.of(Child.of(settings), Child.of(data(site)).keep().adopt().createOnly())
        .then(database(site))
        .then(Child.of(web(site, Hash.of(settings))).recreate())
        .and(service(site));
  }

  private static ConfigMap settings(Site site) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(Names.of(site, "settings"))
        .endMetadata()
        .addToData("title", site.getSpec().title())
        .build();
  }

  private static ConfigMap data(Site site) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(Names.of(site, "data"))
        .endMetadata()
        .addToData("visits", "0")
        .build();
  }

  private static Deployment database(Site site) {
    return deployment(Names.of(site, "database"), "database", "postgres:17", Map.of());
  }

  private static Deployment web(Site site, String settingsHash) {
    return deployment(
        Names.of(site, "web"),
        site.getSpec().tier(),
        "nginx:1.27",
        Map.of("web.example.com/settings", settingsHash));
  }

  private static Service service(Site site) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(Names.of(site, "web"))
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", Names.of(site, "web"))
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  private static Deployment deployment(
      String name, String tier, String image, Map<String, String> annotations) {
    Map<String, String> labels = Map.of("app", name, "tier", tier);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
