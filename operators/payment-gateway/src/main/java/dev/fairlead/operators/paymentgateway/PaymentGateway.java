package dev.fairlead.operators.paymentgateway;

import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.DATE;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.INTEGER;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.STRING;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A gateway that takes payments over TLS. Its CustomResourceDefinition is generated from here. */
@Group("payments.example.com")
@Version("v1")
@AdditionalPrinterColumn(name = "Ready", type = INTEGER, jsonPath = ".status.readyReplicas")
@AdditionalPrinterColumn(
    name = "Available",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"Available\")].status")
@AdditionalPrinterColumn(
    name = "Certificate",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"CertificateReady\")].reason")
@AdditionalPrinterColumn(name = "Until", type = STRING, jsonPath = ".status.certificateNotAfter")
@AdditionalPrinterColumn(name = "Image", type = STRING, jsonPath = ".spec.image", priority = 1)
@AdditionalPrinterColumn(name = "Age", type = DATE, jsonPath = ".metadata.creationTimestamp")
public final class PaymentGateway extends CustomResource<PaymentGatewaySpec, PaymentGatewayStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public PaymentGatewaySpec getSpec() {
    return super.getSpec();
  }
}
