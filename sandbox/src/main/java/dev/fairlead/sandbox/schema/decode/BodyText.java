package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The texts about a body that is not understood. */
final class BodyText {

  private static final int SHOWN = 30;
  private static final String TYPE_META =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
          + " \"json:\\\"kind,omitempty\\\"\" }";

  private BodyText() {}

  static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    byte[] shown = body.length > SHOWN ? Arrays.copyOf(body, SHOWN) : body;
    String text =
        shown[0] == '{'
            ? new String(shown, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(shown);
    return body.length > SHOWN ? text + " ..." : text;
  }

  /** Of the options of a deletion the API does not say that it expected them. */
  static Rejection unrecognized(String kind, String why, String summary) {
    if (kind.equals("DeleteOptions")) {
      return Status.badRequest(why).rejection();
    }
    return Status.badRequest(
            "the object provided is unrecognized (must be of type %s): %s (%s)"
                .formatted(kind, why, summary))
        .rejection();
  }

  static Rejection malformed(String kind, String why, String summary) {
    return unrecognized(kind, "couldn't get version/kind; json parse error: " + why, summary);
  }

  /** Null is taken for an empty object; anything else that is no object is refused. */
  static ObjectNode object(JsonNode value, String kind, String summary) throws Rejection {
    ObjectNode object =
        switch (value) {
          case ObjectNode it -> it;
          case NullNode _ -> JsonNodeFactory.instance.objectNode();
          default ->
              throw malformed(
                  kind,
                  "json: cannot unmarshal %s into Go value of type %s"
                      .formatted(GoTypes.nameOf(value), TYPE_META),
                  summary);
        };
    for (String field : new String[] {"apiVersion", "kind"}) {
      JsonNode word = object.path(field);
      if (!word.isMissingNode() && !word.isNull() && !word.isTextual()) {
        throw malformed(
            kind,
            "json: cannot unmarshal %s into Go struct field .%s of type string"
                .formatted(GoTypes.nameOf(word), field),
            summary);
      }
    }
    return object;
  }
}
