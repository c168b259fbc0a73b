package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes of a read body an object of a kind. Problems that only a strict request minds are returned;
 * {@link FieldValidation} judges them. Objects are changed in place.
 */
public final class Decoder {

  private Decoder() {}

  /**
   * Decodes a request's body: afterwards it has the kind's apiVersion and kind, and no unknown
   * fields.
   *
   * @return the texts of unknown and duplicate fields
   * @throws Rejection 400 for another kind or version and for values of wrong types, 422 for
   *     another kind in the group of a custom resource
   */
  public static List<String> decode(Kind kind, RequestBody body) throws Rejection {
    ObjectNode object = body.object();
    String named = object.path("kind").asText("");
    String apiVersion = object.path("apiVersion").asText("");
    if (kind.custom()) {
      requireCustom(kind, body, named, apiVersion);
    } else {
      requireBuiltIn(kind, named, apiVersion);
    }
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    try {
      List<String> problems = new ArrayList<>();
      if (!body.yamlProblem().isEmpty()) {
        problems.add(body.yamlProblem());
      }
      problems.addAll(conform(kind, object, body.duplicates()));
      return problems;
    } catch (Undecodable e) {
      throw cannotBeHandled(kind.name(), kind, e.why()).rejection();
    }
  }

  /**
   * Does the same to an object that comes from elsewhere, such as the result of a patch.
   *
   * @throws Undecodable if a value is of the wrong type
   */
  public static List<String> conform(Kind kind, ObjectNode object) throws Undecodable {
    return conform(kind, object, Map.of());
  }

  private static List<String> conform(Kind kind, ObjectNode object, Map<String, String> duplicates)
      throws Undecodable {
    if (kind.custom()) {
      return CustomDecoder.decode(kind.schema(), object, duplicates);
    }
    StructDecoder decoder = new StructDecoder(duplicates);
    decoder.decode(object, kind.schema());
    return decoder.problems();
  }

  static Status cannotBeHandled(String named, Kind kind, String why) {
    return Status.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(named, kind.version(), kind.name(), why));
  }

  private static void requireBuiltIn(Kind kind, String named, String apiVersion) throws Rejection {
    String name = named.isEmpty() ? kind.name() : named;
    String version = apiVersion.isEmpty() ? kind.apiVersion() : apiVersion;
    if (name.equals(kind.name()) && version.equals(kind.apiVersion())) {
      return;
    }
    int slash = version.indexOf('/');
    String group = slash < 0 ? "" : version.substring(0, slash);
    String bare = version.substring(slash + 1);
    boolean registered = Definitions.builtIn().kind(group, bare, name).isPresent();
    String internal = kind.group().isEmpty() ? "core" : kind.group().replaceAll("[.].*", "");
    String why =
        registered
            ? "converting (%s.%s) to (%s.%s): unknown conversion"
                .formatted(bare, name, internal, kind.name())
            : "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:111\""
                .formatted(name, version);
    throw Status.badRequest(
            "%s in version \"%s\" cannot be handled as a %s: %s"
                .formatted(name, bare, kind.name(), why))
        .rejection();
  }

  private static void requireCustom(Kind kind, RequestBody body, String named, String apiVersion)
      throws Rejection {
    if (named.isEmpty()) {
      throw BodyText.unrecognized(
          kind.name(), "Object 'Kind' is missing in '%s'".formatted(body.object()), body.summary());
    }
    if (!apiVersion.equals(kind.apiVersion())) {
      throw Status.badRequest(
              "the API version in the data (%s) does not match the expected API version (%s)"
                  .formatted(apiVersion, kind.apiVersion()))
          .rejection();
    }
    if (!named.equals(kind.name())) {
      throw Status.invalid(
              kind.group(),
              named,
              body.object().path("metadata").path("name").asText(""),
              List.of(
                  FieldError.invalid("kind", body.object().path("kind"), "must be " + kind.name())))
          .rejection();
    }
  }
}
