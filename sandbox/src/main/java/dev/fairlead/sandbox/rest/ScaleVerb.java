package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;

/** The subresource {@code scale}: the number of replicas, whatever the kind calls it. */
final class ScaleVerb {

  private static final String SCALE = "scale";

  private final Registry registry;

  ScaleVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    ScalePaths paths = ScalePaths.of(kind);
    return switch (call.info().verb()) {
      case "get" -> get(call, kind, paths);
      case "update" -> {
        WriteOptions options = WriteOptions.parse(call.query(), "UpdateOptions");
        ObjectNode scale = Bodies.object(call, "io.k8s.api.autoscaling.v1.Scale");
        Checks.namespace(kind, call.info().namespace(), scale);
        Checks.name(call.info().name(), scale);
        yield write(call, kind, paths, options, Meta.uid(scale), _ -> scale);
      }
      case "patch" -> patch(call, kind, paths);
      default -> throw Verbs.notAllowed().rejection();
    };
  }

  private Answer get(Call call, Kind kind, ScalePaths paths) throws Rejection {
    String name = call.info().name();
    ObjectNode object =
        registry
            .store()
            .get(Registry.key(kind, call.info().namespace(), name))
            .map(stored -> Versions.in(kind, stored.object()))
            .orElseThrow(() -> Status.notFound(kind.group(), kind.plural(), name).rejection());
    return new Answer.Plain(200, paths.scale(object));
  }

  private Answer patch(Call call, Kind kind, ScalePaths paths) throws Rejection {
    PatchType named = PatchVerb.type(call, kind);
    WriteOptions options = WriteOptions.ofPatch(call.query(), named == PatchType.APPLY);
    if (named == PatchType.APPLY && kind.custom()) {
      throw unconvertible(Bodies.configuration(call, kind, options)).rejection();
    }
    // A Scale has no lists: all that merges, merges alike.
    PatchType type = named == PatchType.JSON ? PatchType.JSON : PatchType.MERGE;
    return write(
        call, kind, paths, options, "", live -> type.apply(kind, paths.scale(live), call.body()));
  }

  /** To apply the scale of a custom resource is more than kube-apiserver can. */
  private static Status unconvertible(ObjectNode scale) {
    return Status.of(
        500,
        "",
        "failed to convert new object (%s/%s; autoscaling/v1, Kind=Scale) to proper version: request to convert CR to an invalid group/version: autoscaling/v1"
            .formatted(Meta.namespace(scale), Meta.name(scale)));
  }

  /** What the Scale of an object becomes. */
  private interface Rescale {
    ObjectNode of(ObjectNode live) throws Rejection;
  }

  private Answer write(
      Call call, Kind kind, ScalePaths paths, WriteOptions options, String uid, Rescale rescale)
      throws Rejection {
    FieldWrite write =
        new FieldWrite(kind, SCALE, call.manager(), List.of(), registry.clock().instant());
    Answer.One answer =
        new Update(registry)
            .run(
                new Update.Request(call, kind, SCALE, options, uid, false),
                live -> rescaled(write, paths, live.orElseThrow(), rescale));
    return new Answer.Plain(200, paths.scale(answer.object()));
  }

  private ObjectNode rescaled(FieldWrite write, ScalePaths paths, ObjectNode live, Rescale rescale)
      throws Rejection {
    ObjectNode scale = rescale.of(live);
    JsonNode replicas = scale.path("spec").path("replicas");
    if (replicas.asLong() < 0) {
      throw Status.invalid(
              "autoscaling",
              "Scale",
              Meta.name(live),
              List.of(
                  FieldError.invalid(
                      "spec.replicas", replicas, "must be greater than or equal to 0")))
          .rejection();
    }
    ObjectNode object = live.deepCopy();
    paths.replicas(object, JsonNodeFactory.instance.numberNode(replicas.asLong()));
    String seen = Meta.text(scale, Meta.RESOURCE_VERSION);
    if (!seen.isEmpty()) {
      Meta.of(object).put(Meta.RESOURCE_VERSION, seen);
    }
    return registry.fields().update(write, Optional.of(live), object);
  }
}
