package dev.fairlead.sandbox.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scenario written in YAML: a list of steps. {@code NS} stands for the scenario's namespace,
 * {@code ${x}} for what an earlier step saved as x, {@code ${fill:100}} for a hundred letters.
 *
 * <pre>{@code
 * - scenario: a ConfigMap is made and read
 *   steps:
 *   - POST: /api/v1/namespaces/NS/configmaps            # any HTTP method
 *     body: {metadata: {name: a}}                       # or text: as it is
 *     type: json                                        # or yaml, merge, strategic, json-patch, apply
 *     user: alice                                       # a saved bearer token
 *     save: {uid: /metadata/uid}                        # or the name of a header
 *   - GET: /api/v1/namespaces/NS/configmaps/a
 *     until: {/data/k: v}                               # tried until it is so; also status: 404
 *   - WATCH: /api/v1/namespaces/NS/configmaps
 *     as: w
 *   - kubectl: label configmap a x=y                    # with input: and editor:; with as: in the background
 *   - await: w                                          # and end it
 *     events: 2                                         # or lines: 2 of what kubectl prints
 * }</pre>
 */
record Script(String name, List<Step> steps) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private static final Map<String, String> TYPES =
      Map.of(
          "json", "application/json",
          "yaml", "application/yaml",
          "merge", "application/merge-patch+json",
          "strategic", "application/strategic-merge-patch+json",
          "json-patch", "application/json-patch+json",
          "apply", "application/apply-patch+yaml");

  sealed interface Step {
    String name();
  }

  /**
   * @param body empty for none
   * @param user the name of a saved token; empty for the administrator
   * @param until what must hold of the answer: {@code status}, or a JSON pointer
   */
  record Call(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      String user,
      Map<String, String> save,
      Map<String, String> until)
      implements Step {}

  record Watch(String name, String path, Map<String, String> headers, String as) implements Step {}

  /**
   * @param as empty where the command ends by itself
   */
  record Command(String name, String arguments, String input, String editor, String as)
      implements Step {}

  /**
   * @param count of events or lines
   */
  record Await(String name, String as, int count) implements Step {}

  /** The scenarios of a file. */
  static List<Script> read(Path file) throws IOException {
    List<Script> scripts = new ArrayList<>();
    for (JsonNode scenario : YAML.readTree(Files.readString(file))) {
      List<Step> steps = new ArrayList<>();
      for (JsonNode step : scenario.path("steps")) {
        steps.add(step(step, steps.size() + 1));
      }
      scripts.add(new Script(scenario.required("scenario").asText(), steps));
    }
    return scripts;
  }

  private static Step step(JsonNode step, int number) {
    String prefix = number + " ";
    String as = step.path("as").asText();
    if (step.has("await")) {
      String watch = step.path("await").asText();
      int count = step.has("events") ? step.path("events").asInt() : step.path("lines").asInt();
      return new Await(prefix + "await " + watch, watch, count);
    }
    if (step.has("kubectl")) {
      String arguments = step.path("kubectl").asText();
      return new Command(
          prefix + "kubectl " + arguments,
          arguments,
          text(step.path("input")),
          step.path("editor").asText(),
          as);
    }
    if (step.has("WATCH")) {
      String path = step.path("WATCH").asText();
      return new Watch(prefix + "WATCH " + path, path, strings(step.path("headers")), as);
    }
    String method =
        METHODS.stream()
            .filter(step::has)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a step without a verb: " + step));
    String path = step.path(method).asText();
    return new Call(
        prefix + method + " " + path.replaceAll("\\$\\{fill:\\d+}", "…"),
        method,
        path,
        headers(step),
        step.has("text") ? step.path("text").asText() : text(step.path("body")),
        step.path("user").asText(),
        strings(step.path("save")),
        strings(step.path("until")));
  }

  private static Map<String, String> headers(JsonNode step) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (step.has("body") || step.has("text")) {
      String type = step.path("type").asText("json");
      headers.put("Content-Type", TYPES.getOrDefault(type, type));
    }
    headers.putAll(strings(step.path("headers")));
    return headers;
  }

  private static Map<String, String> strings(JsonNode map) {
    Map<String, String> strings = new LinkedHashMap<>();
    map.properties().forEach(it -> strings.put(it.getKey(), it.getValue().asText()));
    return strings;
  }

  /** A text as it is, anything else as JSON. */
  private static String text(JsonNode body) {
    try {
      return body.isMissingNode()
          ? ""
          : body.isTextual() ? body.asText() : JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
