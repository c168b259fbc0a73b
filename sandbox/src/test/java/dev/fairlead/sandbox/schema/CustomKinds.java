package dev.fairlead.sandbox.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.schema.decode.Decoder;
import dev.fairlead.sandbox.schema.decode.RequestBody;
import dev.fairlead.sandbox.schema.validate.CustomValidation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The two definitions that the tests use, and what this package makes of an object of theirs. */
final class CustomKinds {

  static final ObjectMapper JSON = new ObjectMapper();

  private CustomKinds() {}

  static ObjectNode definition(String name) {
    try (InputStream text = CustomKinds.class.getResourceAsStream(name + "-crd.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Schema schema(String name) {
    return CustomSchema.of(definition(name).at("/spec/versions/0/schema/openAPIV3Schema"));
  }

  static ObjectNode object(String kind, JsonNode spec) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", "schema.example.com/v1").put("kind", kind);
    object.putObject("metadata").put("name", "x");
    object.set("spec", spec);
    return object;
  }

  static Kind kind(String name, Schema schema) {
    String plural = name.toLowerCase(Locale.ROOT) + "s";
    return new Kind(
        "schema.example.com",
        "v1",
        plural,
        name.toLowerCase(Locale.ROOT),
        name,
        name + "List",
        List.of(),
        List.of(),
        true,
        Set.of("create"),
        Map.of(),
        schema,
        Optional.of(JSON.createObjectNode()));
  }

  /** Reads, decodes and defaults, as a create does. */
  static ObjectNode decoded(Kind kind, String body) throws Rejection {
    RequestBody read = RequestBody.json(kind.name(), body.getBytes(UTF_8));
    Decoder.decode(kind, read);
    Defaulting.apply(kind.schema(), read.object());
    return read.object();
  }

  static List<String> errors(Schema schema, ObjectNode object) {
    return CustomValidation.validate(schema, object).stream().map(FieldError::text).toList();
  }
}
