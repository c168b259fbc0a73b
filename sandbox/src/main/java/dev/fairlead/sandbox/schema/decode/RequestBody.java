package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.schema.Schema;
import java.util.Map;

/**
 * A request's body, read and not yet understood.
 *
 * @param object where a field occurs twice, its last value
 * @param duplicates the paths of fields that occur twice in JSON, each with the problem's text
 * @param yamlProblem the same for YAML, in one text; empty for none
 * @param summary the beginning of the body, as errors show it
 */
public record RequestBody(
    ObjectNode object, Map<String, String> duplicates, String yamlProblem, String summary) {

  /**
   * @param kind what the body should be
   * @throws Rejection 400 for what is no JSON object
   */
  public static RequestBody json(String kind, byte[] bytes) throws Rejection {
    return new JsonBody(kind, bytes).read();
  }

  /**
   * @param kind what the body should be
   * @throws Rejection 400 for what is no YAML mapping
   */
  public static RequestBody yaml(String kind, byte[] bytes) throws Rejection {
    return new YamlBody(kind, bytes).read();
  }

  /**
   * @param kind what the body should be
   * @param schema that of the kind, {@linkplain #readsProtobuf which can be read}
   * @throws Rejection 400 for what is no message of the kind
   */
  public static RequestBody protobuf(String kind, Schema schema, byte[] bytes) throws Rejection {
    return new ProtobufBody(kind, schema, bytes).read();
  }

  /** Whether the messages of a kind are known; those of custom kinds never are. */
  public static boolean readsProtobuf(Schema schema) {
    return ProtobufMessages.knows(schema.name());
  }

  /**
   * @param kind what the body should configure
   * @throws Rejection 400 for what is no YAML mapping, in the words for an apply
   */
  public static RequestBody configuration(String kind, byte[] bytes) throws Rejection {
    return new YamlBody(kind, bytes).readConfiguration();
  }
}
