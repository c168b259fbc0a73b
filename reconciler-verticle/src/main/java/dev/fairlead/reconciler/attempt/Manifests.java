package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.reconciler.plan.Manifest;
import dev.fairlead.reconciler.plan.Marks;
import dev.fairlead.reconciler.plan.Terms;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.ChildOrder;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.meaning.AppliedHash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Makes manifests of desired children: placed, owned and stamped with their hash. */
final class Manifests {

  private static final List<String> SERVER_SET =
      List.of(
          "managedFields",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink",
          "uid",
          "resourceVersion");

  private final KubeConnection kube;
  private final ObservedObject primary;
  private final GroupVersionKind primaryKind;

  Manifests(KubeConnection kube, ObservedObject primary, GroupVersionKind primaryKind) {
    this.kube = kube;
    this.primary = primary;
    this.primaryKind = primaryKind;
  }

  /** The manifests of children that were found to be without problems, in their order. */
  List<Manifest> of(Desired desired, Kinds kinds, ChildReadiness readiness)
      throws Kinds.UnservedException {
    ChildOrder order = ChildOrder.of(desired.plan());
    List<Manifest> manifests = new ArrayList<>();
    for (Child<?> child : order.sorted()) {
      List<ObjectRef> after = new ArrayList<>();
      for (Child.Id before : child.after()) {
        after.add(ref(before, kinds.resource(before.kind())));
      }
      Terms terms = new Terms(after, readiness.of(child), child.update(), child.adopted());
      manifests.add(of(child, order.level(child), kinds.resource(child.id().kind()), terms));
    }
    return manifests;
  }

  private Manifest of(Child<?> child, int level, ApiResource resource, Terms terms) {
    ObjectNode json = kube.toJson(child.object());
    prune(json);
    json.remove("status");
    json.put("apiVersion", resource.kind().apiVersion()).put("kind", resource.kind().kind());
    ObjectNode metadata = json.withObjectProperty("metadata");
    metadata.remove(SERVER_SET);
    String namespace = resource.namespaced() ? namespace(metadata) : "";
    if (namespace.isEmpty()) {
      metadata.remove("namespace");
    } else {
      metadata.put("namespace", namespace);
    }
    own(metadata);
    mark(metadata, level, child.kept());
    return new Manifest(ref(child.id(), resource), AppliedHash.stamp(json), terms);
  }

  private ObjectRef ref(Child.Id child, ApiResource resource) {
    String namespace =
        !resource.namespaced()
            ? ""
            : child.namespace().isEmpty() ? primary.name().namespace() : child.namespace();
    return new ObjectRef(resource.resource(), new NamespacedName(namespace, child.name()));
  }

  private static void mark(ObjectNode metadata, int level, boolean kept) {
    if (level > 0) {
      metadata.withObjectProperty("annotations").put(Marks.ORDER, String.valueOf(level));
    }
    if (kept) {
      metadata.withObjectProperty("annotations").put(Marks.ON_REMOVAL, Marks.KEEP);
    }
  }

  private String namespace(ObjectNode metadata) {
    String own = metadata.path("namespace").asText();
    return own.isEmpty() ? primary.name().namespace() : own;
  }

  private void own(ObjectNode metadata) {
    ArrayNode owners = metadata.withArrayProperty("ownerReferences");
    for (Iterator<JsonNode> each = owners.iterator(); each.hasNext(); ) {
      JsonNode owner = each.next();
      if (owner.path("controller").asBoolean()
          || owner.path("uid").asText().equals(primary.metadata().uid())) {
        each.remove();
      }
    }
    owners
        .addObject()
        .put("apiVersion", primaryKind.apiVersion())
        .put("kind", primaryKind.kind())
        .put("name", primary.name().name())
        .put("uid", primary.metadata().uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  /** A null in an apply would claim the field; model classes mean by it that nothing is said. */
  static void prune(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    node.forEach(Manifests::prune);
  }
}
