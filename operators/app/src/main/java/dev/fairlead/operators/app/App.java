package dev.fairlead.operators.app;

import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.DATE;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.INTEGER;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.STRING;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * So many replicas of an image, and how they are reached: the kind {@code Deployment} of {@code
 * app.example.com/v1}, which is not that of {@code apps/v1}.
 */
@Group("app.example.com")
@Version("v1")
@Kind("Deployment")
@Singular("deployment")
@Plural("deployments")
@AdditionalPrinterColumn(name = "Replicas", type = INTEGER, jsonPath = ".spec.replicas")
@AdditionalPrinterColumn(name = "Ready", type = INTEGER, jsonPath = ".status.readyReplicas")
@AdditionalPrinterColumn(
    name = "Available",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"Available\")].status")
@AdditionalPrinterColumn(name = "Image", type = STRING, jsonPath = ".spec.image", priority = 1)
@AdditionalPrinterColumn(name = "Age", type = DATE, jsonPath = ".metadata.creationTimestamp")
public final class App extends CustomResource<AppSpec, AppStatus> implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public AppSpec getSpec() {
    return super.getSpec();
  }
}
