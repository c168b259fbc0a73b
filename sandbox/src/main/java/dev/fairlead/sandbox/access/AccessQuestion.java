package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;

/** What the spec of an access review asks, and what may be wrong with it. */
final class AccessQuestion {

  private static final String GROUP = "authorization.k8s.io";
  private static final String RESOURCE = "resourceAttributes";
  private static final String NON_RESOURCE = "nonResourceAttributes";

  private AccessQuestion() {}

  static Attributes attributes(JsonNode spec) {
    JsonNode other = spec.path(NON_RESOURCE);
    if (other.isObject()) {
      return new Attributes.NonResource(text(other, "verb"), text(other, "path"));
    }
    JsonNode it = spec.path(RESOURCE);
    return new Attributes.Resource(
        text(it, "verb"),
        text(it, "group"),
        text(it, "version"),
        text(it, "resource"),
        text(it, "subresource"),
        text(it, "namespace"),
        text(it, "name"));
  }

  /** What somebody asks about themselves. */
  static void checkSelf(ObjectNode review) throws Rejection {
    List<FieldError> errors = new ArrayList<>();
    exactlyOne(review.path("spec"), errors);
    refuse(errors);
  }

  /**
   * What somebody asks about another.
   *
   * @param local only about the request's namespace
   */
  static void checkSubject(ObjectNode review, String namespace, boolean local) throws Rejection {
    JsonNode spec = review.path("spec");
    List<FieldError> errors = new ArrayList<>();
    exactlyOne(spec, errors);
    if (text(spec, "user").isEmpty() && spec.path("groups").isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec.user",
              JsonNodeFactory.instance.textNode(""),
              "at least one of user or group must be specified"));
    }
    if (local) {
      JsonNode asked = spec.path(RESOURCE).path("namespace");
      if (spec.path(RESOURCE).isObject() && !asked.asText().equals(namespace)) {
        errors.add(
            FieldError.invalid(
                "spec.resourceAttributes.namespace",
                JsonNodeFactory.instance.textNode(asked.asText()),
                "must match metadata.namespace"));
      }
      if (spec.path(NON_RESOURCE).isObject()) {
        errors.add(notHere(spec, "disallowed on this kind of request"));
      }
    }
    refuse(errors);
  }

  private static void exactlyOne(JsonNode spec, List<FieldError> errors) {
    boolean resource = spec.path(RESOURCE).isObject();
    boolean other = spec.path(NON_RESOURCE).isObject();
    if (resource && other) {
      errors.add(notHere(spec, "cannot be specified in combination with resourceAttributes"));
    } else if (!resource && !other) {
      errors.add(
          FieldError.invalid(
              "spec.resourceAttributes",
              JsonNodeFactory.instance.nullNode(),
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
  }

  private static FieldError notHere(JsonNode spec, String why) {
    JsonNode it = spec.path(NON_RESOURCE);
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("Path", text(it, "path")).put("Verb", text(it, "verb"));
    return FieldError.invalid("spec.nonResourceAttributes", shown, why);
  }

  private static void refuse(List<FieldError> errors) throws Rejection {
    if (!errors.isEmpty()) {
      throw Status.invalid(GROUP, "", "", errors).rejection();
    }
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asText();
  }
}
