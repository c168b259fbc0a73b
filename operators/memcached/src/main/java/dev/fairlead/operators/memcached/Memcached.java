package dev.fairlead.operators.memcached;

import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.DATE;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.INTEGER;
import static io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type.STRING;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * So many replicas of memcached, and how they are reached. The CustomResourceDefinition is
 * generated from these types.
 */
@Group("cache.example.com")
@Version("v1")
@AdditionalPrinterColumn(name = "Replicas", type = INTEGER, jsonPath = ".spec.replicas")
@AdditionalPrinterColumn(name = "Ready", type = INTEGER, jsonPath = ".status.readyReplicas")
@AdditionalPrinterColumn(
    name = "Available",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"Available\")].status")
@AdditionalPrinterColumn(
    name = "Progressing",
    type = STRING,
    jsonPath = ".status.conditions[?(@.type==\"Progressing\")].status")
@AdditionalPrinterColumn(
    name = "Version",
    type = STRING,
    jsonPath = ".status.version",
    priority = 1)
@AdditionalPrinterColumn(name = "Image", type = STRING, jsonPath = ".spec.image", priority = 1)
@AdditionalPrinterColumn(name = "Age", type = DATE, jsonPath = ".metadata.creationTimestamp")
public final class Memcached extends CustomResource<MemcachedSpec, MemcachedStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public MemcachedSpec getSpec() {
    return super.getSpec();
  }
}
