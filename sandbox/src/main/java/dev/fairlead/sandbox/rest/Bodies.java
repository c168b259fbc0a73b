package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the bodies of requests. */
final class Bodies {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Bodies() {}

  /** The object in a create's or an update's body, as its kind knows it. */
  static ObjectNode decode(Call call, Kind kind, WriteOptions options) throws Rejection {
    ObjectNode object = object(call, kind.custom());
    return fit(call, kind, object, options);
  }

  /** Drops what the kind does not know from an object that a patch has made. */
  static ObjectNode fit(Call call, Kind kind, ObjectNode object, WriteOptions options)
      throws Rejection {
    String apiVersion = object.path("apiVersion").asText("");
    if (apiVersion.isEmpty()) {
      object.put("apiVersion", kind.apiVersion());
    }
    if (object.path("kind").asText("").isEmpty()) {
      object.put("kind", kind.name());
    }
    return object;
  }

  /** What an apply wants: the body as it is, always YAML. */
  static ObjectNode configuration(Call call, Kind kind, WriteOptions options) throws Rejection {
    try {
      if (YAML.readTree(call.body()) instanceof ObjectNode object) {
        return object;
      }
      throw Status.badRequest("error decoding YAML: not an object").rejection();
    } catch (JsonProcessingException e) {
      throw Status.badRequest("error decoding YAML: " + e.getOriginalMessage()).rejection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body that is an object, whatever its kind. */
  static ObjectNode object(Call call, boolean custom) throws Rejection {
    boolean yaml = call.contentType().equals("application/yaml");
    if (!yaml && !call.contentType().isEmpty() && !call.contentType().equals("application/json")) {
      throw Status.of(
              415,
              "UnsupportedMediaType",
              "the body of the request was in an unknown format - accepted media types include: "
                  + (custom
                      ? "application/json, application/yaml"
                      : "application/json, application/yaml, application/vnd.kubernetes.protobuf"))
          .rejection();
    }
    try {
      JsonNode read = (yaml ? YAML : JSON).readTree(call.body());
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw Status.badRequest("the object provided is unrecognized").rejection();
    } catch (JsonProcessingException e) {
      throw Status.badRequest("the object provided is unrecognized: " + e.getOriginalMessage())
          .rejection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
