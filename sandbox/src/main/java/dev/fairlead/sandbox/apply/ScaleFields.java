package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.sandbox.apply.ManagedFields.Owned;
import java.util.List;

/**
 * The {@code managedFields} of a resource as its {@code scale} subresource shows them, and back:
 * only the number of replicas is there, and it has another path.
 */
public final class ScaleFields {

  private static final String SCALE_VERSION = "autoscaling/v1";
  private static final FieldSet REPLICAS = FieldSet.ofDotted(List.of("spec.replicas"));

  private final String apiVersion;
  private final FieldSet replicas;

  /**
   * @param apiVersion of the resource that is scaled, such as {@code apps/v1}
   * @param replicasPath dotted, such as {@code spec.replicas}
   */
  public ScaleFields(String apiVersion, String replicasPath) {
    this.apiVersion = apiVersion;
    this.replicas = FieldSet.ofDotted(List.of(replicasPath));
  }

  /** What the {@code Scale} object carries. */
  public ArrayNode toScale(ArrayNode ofResource) {
    ManagedFields scale = new ManagedFields();
    ManagedFields resource = read(ofResource);
    resource
        .entries()
        .forEach((owner, owned) -> {
          if (owned.apiVersion().equals(apiVersion) && ownsReplicas(owned)) {
            scale.entries().put(owner, new Owned(REPLICAS, SCALE_VERSION));
            scale.touch(owner, resource.time(owner));
          }
        });
    return scale.write();
  }

  /**
   * What the resource carries after its {@code Scale} was written. As in the real server, an owner
   * by update counts as another one in the scale, for its version is part of it: even where it
   * keeps the replicas it gets an entry of its own for them, without a time.
   */
  public ArrayNode toResource(ArrayNode ofResource, ArrayNode ofScale) {
    ManagedFields resource = read(ofResource);
    ManagedFields scale = read(ofScale);
    ManagedFields result = new ManagedFields();
    resource
        .entries()
        .forEach((owner, owned) -> {
          if (owned.apiVersion().equals(apiVersion)) {
            boolean kept = !ownsReplicas(owned) || scale.entries().remove(owner) != null;
            result
                .entries()
                .put(owner, kept ? owned : owned.with(owned.fields().difference(replicas)));
            result.touch(owner, resource.time(owner));
          }
        });
    scale
        .entries()
        .forEach((owner, owned) -> {
          if (!owned.fields().intersection(REPLICAS).isEmpty()) {
            result.entries().put(owner, new Owned(replicas, apiVersion));
            result.touch(owner, resource.time(owner));
          }
        });
    result.dropEmpty();
    return result.write();
  }

  private boolean ownsReplicas(Owned owned) {
    return !owned.fields().intersection(replicas).isEmpty();
  }

  private static ManagedFields read(ArrayNode json) {
    return ManagedFields.read(json).orElseGet(ManagedFields::new);
  }
}
