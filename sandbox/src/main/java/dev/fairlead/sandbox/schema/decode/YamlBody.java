package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML of one document and notes which keys occur twice, and where. */
final class YamlBody {

  /** What the API's parser says where this one says otherwise. */
  private static final Map<String, String> WORDS =
      Map.of(
          "expected the node content, but found '<stream end>'",
          "did not find expected node content",
          "expected ',' or ']', but got <stream end>",
          "did not find expected ',' or ']'",
          "expected ',' or '}', but got <stream end>",
          "did not find expected ',' or '}'",
          "expected <block end>, but found '-'",
          "did not find expected key",
          "expected <block end>, but found '<block mapping start>'",
          "did not find expected key",
          "could not find expected ':'",
          "could not find expected ':'");

  private final String kind;
  private final byte[] bytes;
  private final String summary;
  private final List<String> duplicates = new ArrayList<>();

  YamlBody(String kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
    this.summary = BodyText.summary(bytes);
  }

  RequestBody read() throws Rejection {
    JsonNode value;
    try {
      value = parse();
    } catch (YAMLException e) {
      throw BodyText.unrecognized(kind, problem(e), summary);
    }
    ObjectNode object = BodyText.object(value, kind, summary);
    return new RequestBody(object, Map.of(), yamlProblem(), summary);
  }

  /** Reads what is to be applied, of which the API says less where it cannot be read. */
  RequestBody readConfiguration() throws Rejection {
    JsonNode value;
    try {
      value = parse();
    } catch (YAMLException e) {
      throw undecodable("error converting YAML to JSON: " + problem(e));
    }
    if (!(value instanceof ObjectNode) && !value.isNull()) {
      throw undecodable(
          "error unmarshaling JSON: json: cannot unmarshal %s into Go value of type map[string]interface {}"
              .formatted(GoTypes.nameOf(value)));
    }
    ObjectNode object = BodyText.object(value, kind, summary);
    return new RequestBody(object, Map.of(), yamlProblem(), summary);
  }

  private static Rejection undecodable(String why) {
    return Status.badRequest("error decoding YAML: " + why).rejection();
  }

  private JsonNode parse() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true);
    options.setMaxAliasesForCollections(1000);
    Node root =
        new Yaml(options).compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    return root == null ? JsonNodeFactory.instance.nullNode() : value(root);
  }

  private static String problem(YAMLException e) {
    return "yaml: " + (e instanceof MarkedYAMLException marked ? marked(marked) : e.getMessage());
  }

  private String yamlProblem() {
    return duplicates.isEmpty() ? "" : FieldValidation.YAML + String.join("\n  ", duplicates);
  }

  private static String marked(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.startsWith("found character '") && problem.contains("cannot start any token")) {
      return "found character that cannot start any token";
    }
    if (problem.equals("mapping values are not allowed here")) {
      return "mapping values are not allowed in this context";
    }
    String words = WORDS.getOrDefault(problem, problem);
    int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
    boolean first = line == 0 && words.equals(problem);
    return first ? words : "line " + (line + 1) + ": " + words;
  }

  private JsonNode value(Node node) {
    return switch (node) {
      case MappingNode mapping -> mapping(mapping);
      case SequenceNode sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(item -> array.add(value(item)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      case AnchorNode anchor -> value(anchor.getRealNode());
      default -> throw new YAMLException("unknown node " + node.getNodeId());
    };
  }

  private ObjectNode mapping(MappingNode mapping) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      JsonNode value = value(tuple.getValueNode());
      if (key.getTag().equals(Tag.MERGE)) {
        Iterable<JsonNode> all = value.isArray() ? value : List.of(value);
        all.forEach(
            one -> one.properties().forEach(it -> merged.putIfAbsent(it.getKey(), it.getValue())));
        continue;
      }
      String name = value(key).asText();
      if (object.has(name)) {
        duplicates.add(
            "line %d: key \"%s\" already set in map"
                .formatted(key.getStartMark().getLine() + 1, name));
      }
      object.set(name, value);
    }
    merged.properties().forEach(it -> object.putIfAbsent(it.getKey(), it.getValue()));
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return nodes.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return nodes.booleanNode(
          List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)));
    }
    if (tag.equals(Tag.INT) && !text.contains(":")) {
      return integer(text.replace("_", ""));
    }
    if (tag.equals(Tag.FLOAT) && !text.contains(":")) {
      return number(text.replace("_", ""));
    }
    return nodes.textNode(text);
  }

  private static JsonNode integer(String text) {
    String sign = text.startsWith("-") ? "-" : "";
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    try {
      long magnitude =
          digits.startsWith("0b")
              ? Long.parseLong(digits.substring(2), 2)
              : digits.startsWith("0o")
                  ? Long.parseLong(digits.substring(2), 8)
                  : Long.decode(digits);
      return Numbers.integer(sign.isEmpty() ? magnitude : -magnitude);
    } catch (NumberFormatException _) {
      return number(sign + digits);
    }
  }

  private static JsonNode number(String text) {
    try {
      return Numbers.parse(text);
    } catch (NumberFormatException _) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
