package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.Definitions;
import dev.fairlead.sandbox.schema.Schema;
import dev.fairlead.sandbox.schema.decode.Decoder;
import dev.fairlead.sandbox.schema.decode.FieldValidation;
import dev.fairlead.sandbox.schema.decode.RequestBody;
import dev.fairlead.sandbox.schema.decode.Undecodable;
import java.util.List;

/** Reads the bodies of requests. */
final class Bodies {

  private static final String CUSTOM_TYPES = "application/json, application/yaml";
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String TYPES = CUSTOM_TYPES + ", " + PROTOBUF;

  private Bodies() {}

  /** The object in a create's or an update's body, as its kind knows it. */
  static ObjectNode decode(Call call, Kind kind, WriteOptions options) throws Rejection {
    RequestBody body = read(call, kind.name(), kind.schema(), kind.custom());
    options.validation().judge(kind, Decoder.decode(kind, body)).forEach(call::warn);
    call.carries(body.object());
    return body.object();
  }

  /**
   * A body of its own kind.
   *
   * @param definition the name of its schema, such as {@code
   *     io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions}
   */
  static ObjectNode object(Call call, String definition) throws Rejection {
    String kind = definition.substring(definition.lastIndexOf('.') + 1);
    return read(call, kind, Definitions.builtIn().named(definition), false).object();
  }

  private static RequestBody read(Call call, String kind, Schema schema, boolean custom)
      throws Rejection {
    return switch (call.contentType()) {
      case "", "application/json" -> RequestBody.json(kind, call.body());
      case "application/yaml" -> RequestBody.yaml(kind, call.body());
      case PROTOBUF -> {
        if (!RequestBody.readsProtobuf(schema)) {
          throw unknownFormat(custom);
        }
        yield RequestBody.protobuf(kind, schema, call.body());
      }
      default -> throw unknownFormat(custom);
    };
  }

  private static Rejection unknownFormat(boolean custom) {
    return Status.of(
            415,
            "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: "
                + (custom ? CUSTOM_TYPES : TYPES))
        .rejection();
  }

  /** What an apply wants: the body as it is, always YAML. */
  static ObjectNode configuration(Call call, Kind kind, WriteOptions options) throws Rejection {
    RequestBody body = RequestBody.configuration(kind.name(), call.body());
    if (!body.yamlProblem().isEmpty()) {
      if (options.validation() == FieldValidation.STRICT) {
        throw Status.badRequest("error strict decoding YAML: " + body.yamlProblem()).rejection();
      }
      options.validation().warnings(List.of(body.yamlProblem())).forEach(call::warn);
    }
    return body.object();
  }

  /**
   * Makes of what a patch has made an object that its kind knows.
   *
   * @throws Rejection 422, which shows all of it
   */
  static void fit(Call call, Kind kind, ObjectNode patched, WriteOptions options) throws Rejection {
    String apiVersion = patched.path("apiVersion").asText();
    String name = patched.path("kind").asText();
    if (!apiVersion.equals(kind.apiVersion()) || !name.equals(kind.name())) {
      throw misfit(
          patched,
          "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:111\""
              .formatted(name, apiVersion));
    }
    String text = patched.toString();
    try {
      List<String> problems = Decoder.conform(kind, patched);
      if (options.validation() == FieldValidation.STRICT && !problems.isEmpty()) {
        throw misfit(TextNode.valueOf(text), FieldValidation.strictError(problems));
      }
      options.validation().warnings(problems).forEach(call::warn);
    } catch (Undecodable e) {
      throw misfit(TextNode.valueOf(text), e.why());
    }
  }

  private static Rejection misfit(ObjectNode patched, String why) {
    return misfit(TextNode.valueOf(patched.toString()), why);
  }

  private static Rejection misfit(TextNode patched, String why) {
    return Status.invalid("", "", "", List.of(FieldError.invalid("patch", patched, why)))
        .rejection();
  }
}
