package dev.fairlead.examples.fromgo;

import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of what several sources offer. */
@Group("mirrors.example.com") // +groupName
@Version("v1")
@ShortNames("mir") // +kubebuilder:resource:shortName=mir
public final class Mirror extends CustomResource<Mirror.Spec, Mirror.Status> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** What is asked for. */
  public record Spec(
      @Required @Size(min = 1) List<String> sources, // +kubebuilder:validation:MinItems=1
      @ValidationRule(value = "self == oldSelf", message = "cannot be changed") // +…:XValidation
          @Required
          String secretName,
      @Default("60") @Min(10) @Nullable Integer pauseSeconds) {} // +kubebuilder:default=60

  /** What is. */
  public record Status(
      @PrinterColumn(name = "Alive") Integer alive, // +kubebuilder:printcolumn
      @Nullable List<Condition> conditions) {}
}
