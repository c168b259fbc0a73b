package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.sandbox.apply.ManagedFields.Owned;
import java.util.List;
import java.util.Map;

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

  /** What the resource carries after its {@code Scale} was written. */
  public ArrayNode toResource(ArrayNode ofResource, ArrayNode ofScale) {
    ManagedFields resource = read(ofResource);
    ManagedFields scale = read(ofScale);
    ManagedFields result = new ManagedFields();
    for (Map.Entry<Owner, Owned> entry : resource.entries().entrySet()) {
      Owner owner = entry.getKey();
      Owned owned = entry.getValue();
      Owner there = inScale(owner);
      if (!owned.apiVersion().equals(apiVersion)) {
        continue;
      }
      boolean kept = !ownsReplicas(owned) || scale.entries().remove(there) != null;
      result.entries().put(owner, kept ? owned : owned.with(owned.fields().difference(replicas)));
      result.touch(owner, resource.time(owner));
    }
    scale
        .entries()
        .forEach((owner, owned) -> {
          if (!owned.fields().intersection(REPLICAS).isEmpty()) {
            Owner here =
                owner.operation().equals(Owner.APPLY)
                    ? owner
                    : Owner.updater(owner.manager(), apiVersion, owner.subresource());
            result.entries().put(here, new Owned(replicas, apiVersion));
            result.touch(here, scale.time(owner));
          }
        });
    result.dropEmpty();
    return result.write();
  }

  private boolean ownsReplicas(Owned owned) {
    return !owned.fields().intersection(replicas).isEmpty();
  }

  private static Owner inScale(Owner owner) {
    return owner.operation().equals(Owner.APPLY)
        ? owner
        : Owner.updater(owner.manager(), SCALE_VERSION, owner.subresource());
  }

  private static ManagedFields read(ArrayNode json) {
    return ManagedFields.read(json).orElseGet(ManagedFields::new);
  }
}
