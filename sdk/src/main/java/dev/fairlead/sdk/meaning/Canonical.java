package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The one way to write what means the same: fields in order, nulls and empty containers left out,
 * quantities and numbers as plain decimals, lists of built-in kinds that are merged by key in the
 * order of their keys. Pure.
 */
final class Canonical {

  private static final List<String> SERVER_SET =
      List.of(
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");

  private final boolean builtIn;

  private Canonical(boolean builtIn) {
    this.builtIn = builtIn;
  }

  /** Of anything; of a Kubernetes object without its status and what the server alone sets. */
  static JsonNode of(JsonNode node) {
    if (!(node instanceof ObjectNode object && object.has("apiVersion") && object.has("kind"))) {
      return new Canonical(true).write("", "", node);
    }
    ObjectNode content = object.deepCopy();
    content.remove("status");
    if (content.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SERVER_SET);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(AppliedHash.ANNOTATION);
      }
    }
    return new Canonical(Comparison.isBuiltIn(content.path("apiVersion").asText()))
        .write("", "", Comparison.withData(content));
  }

  private JsonNode write(String parent, String name, JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> fields(name, node);
      case ARRAY -> elements(name, node);
      case NUMBER -> text(node.decimalValue());
      case STRING -> scalar(parent, name, node);
      case BOOLEAN, NULL, MISSING, BINARY, POJO -> node;
    };
  }

  private ObjectNode fields(String name, JsonNode node) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    TreeSet<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    for (String field : names) {
      JsonNode value = write(name, field, node.get(field));
      boolean empty =
          value.isNull()
              || (value.isContainerNode() && value.isEmpty() && !Fields.isMeantByPresence(field));
      if (!empty) {
        written.set(field, value);
      }
    }
    return written;
  }

  private ArrayNode elements(String name, JsonNode node) {
    List<JsonNode> elements = new ArrayList<>();
    node.forEach(element -> elements.add(write("", name, element)));
    List<String> keys = builtIn ? ListKeys.of(name, node) : List.of();
    if (!keys.isEmpty()
        && elements.stream().allMatch(element -> ListKeys.key(element, keys).isPresent())) {
      elements.sort(Comparator.comparing(element -> ListKeys.key(element, keys).orElseThrow()));
    }
    return JsonNodeFactory.instance.arrayNode().addAll(elements);
  }

  private JsonNode scalar(String parent, String name, JsonNode node) {
    String text = node.asText();
    Optional<BigDecimal> value =
        Fields.isQuantity(parent, name)
            ? Quantity.parse(text)
            : builtIn || Fields.isTexts(parent) ? Optional.empty() : GoDuration.parse(text);
    return value.map(Canonical::text).orElse(node);
  }

  /** As text, for a number and the same number as text are one to an int-or-string. */
  private static JsonNode text(BigDecimal number) {
    return JsonNodeFactory.instance.textNode(
        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }
}
