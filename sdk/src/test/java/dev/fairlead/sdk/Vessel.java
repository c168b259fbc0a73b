package dev.fairlead.sdk;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** The kind of these tests. */
@Group("sea.example.com")
@Version("v1")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
public final class Vessel extends CustomResource<Vessel.Spec, Vessel.Status> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** What is asked for. */
  public record Spec(
      @Required @SpecReplicas @Min(1) @PrinterColumn(name = "Crew") Integer crew,
      @Default("FR") String flag) {}

  /** What is. */
  public record Status(@StatusReplicas Integer aboard, List<Condition> conditions) {}

  static Vessel named(String name) {
    Vessel vessel = new Vessel();
    vessel.setMetadata(
        new ObjectMetaBuilder().withNamespace("harbour").withName(name).withUid("u-1").build());
    vessel.setSpec(new Spec(3, "FR"));
    return vessel;
  }
}
