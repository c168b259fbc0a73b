package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The {@code managedFields} of a resource as its {@code scale} subresource shows them, and back:
 * only the number of replicas is there, and it has another path.
 */
public final class ScaleFields {

  private final String apiVersion;
  private final String replicasPath;

  /**
   * @param apiVersion of the resource that is scaled, such as {@code apps/v1}
   * @param replicasPath dotted, such as {@code spec.replicas}
   */
  public ScaleFields(String apiVersion, String replicasPath) {
    this.apiVersion = apiVersion;
    this.replicasPath = replicasPath;
  }

  /** What the {@code Scale} object carries. */
  public ArrayNode toScale(ArrayNode ofResource) {
    throw new UnsupportedOperationException(apiVersion + replicasPath + ofResource);
  }

  /** What the resource carries after its {@code Scale} was written. */
  public ArrayNode toResource(ArrayNode ofResource, ArrayNode ofScale) {
    throw new UnsupportedOperationException(apiVersion + replicasPath + ofResource + ofScale);
  }
}
