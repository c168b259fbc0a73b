package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an object is to be deleted.
 *
 * @param graceSeconds empty for the kind's own
 * @param uid which object it must be; empty for any
 * @param resourceVersion which version it must be; empty for any
 */
record DeleteOptions(
    OptionalLong graceSeconds,
    Optional<Boolean> orphanDependents,
    Optional<String> propagation,
    Optional<String> uid,
    Optional<String> resourceVersion,
    boolean dryRun) {

  private static final String KIND = "DeleteOptions";

  /** From the body if there is one, else from the query. */
  static DeleteOptions parse(Call call) throws Rejection {
    return call.body().length > 0 ? ofBody(call) : ofQuery(call.query());
  }

  private static DeleteOptions ofBody(Call call) throws Rejection {
    ObjectNode body = Bodies.object(call, "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions");
    String kind = body.path("kind").asText(KIND);
    if (!kind.equals(KIND) && !kind.isEmpty()) {
      throw Status.badRequest(
              "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:111\""
                  .formatted(kind, body.path("apiVersion").asText("v1")))
          .rejection();
    }
    JsonNode grace = body.path("gracePeriodSeconds");
    JsonNode preconditions = body.path("preconditions");
    return checked(
        grace.isNumber() ? OptionalLong.of(grace.asLong()) : OptionalLong.empty(),
        Optional.of(body.path("orphanDependents"))
            .filter(JsonNode::isBoolean)
            .map(JsonNode::asBoolean),
        text(body.path("propagationPolicy")),
        text(preconditions.path("uid")),
        text(preconditions.path("resourceVersion")),
        Meta.texts(body.path("dryRun")));
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static DeleteOptions ofQuery(Parameters query) throws Rejection {
    return checked(
        query.number("gracePeriodSeconds"),
        query.optionalFlag("orphanDependents"),
        Optional.of(query.text("propagationPolicy")).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        query.all("dryRun"));
  }

  private static DeleteOptions checked(
      OptionalLong grace,
      Optional<Boolean> orphan,
      Optional<String> propagation,
      Optional<String> uid,
      Optional<String> resourceVersion,
      List<String> dryRun)
      throws Rejection {
    List<FieldError> errors = new ArrayList<>();
    if (orphan.isPresent() && propagation.isPresent()) {
      errors.add(
          FieldError.invalid(
              "propagationPolicy",
              TextNode.valueOf(propagation.get()),
              "orphanDependents and deletionPropagation cannot be both set"));
    }
    if (propagation.isPresent()
        && !List.of("Foreground", "Background", "Orphan").contains(propagation.get())) {
      errors.add(
          WriteOptions.notSupported(
              "propagationPolicy",
              TextNode.valueOf(propagation.get()).toString(),
              "\"Foreground\", \"Background\", \"Orphan\", \"nil\""));
    }
    errors.addAll(WriteOptions.dryRun(dryRun));
    WriteOptions.reject(KIND, errors);
    OptionalLong positive = grace.isPresent() && grace.getAsLong() < 0 ? OptionalLong.of(1) : grace;
    return new DeleteOptions(
        positive, orphan, propagation, uid, resourceVersion, !dryRun.isEmpty());
  }
}
