package {{package}};

import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.DATE;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.STRING;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** What people write. The CustomResourceDefinition is generated from these types. */
@Group("{{group}}")
@Version("{{version}}")
@AdditionalPrinterColumn(
    name = "{{ready}}",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"{{ready}}\")].status")
@AdditionalPrinterColumn(name = "Age", type = DATE, jsonPath = ".metadata.creationTimestamp")
{{declaration}}

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public {{Kind}}Spec getSpec() {
    return super.getSpec();
  }
}
