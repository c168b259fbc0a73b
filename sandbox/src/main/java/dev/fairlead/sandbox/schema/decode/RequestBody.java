package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
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
}
