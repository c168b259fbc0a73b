package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One comparison of a desired with an observed object.
 *
 * <p>Lists of built-in kinds that the server merges by key are compared by key, and elements of
 * others do not count. Schemas of custom kinds are not known here: elements are matched by the same
 * keys, but both lists must be as long, so that at worst one needless apply is made.
 */
final class Comparison {

  private static final int DIFFERENCES_MAX = 20;

  private final boolean builtIn;
  private final List<String> differences = new ArrayList<>();

  private Comparison(boolean builtIn) {
    this.builtIn = builtIn;
  }

  static List<String> of(ObjectNode desired, JsonNode observed) {
    Comparison comparison = new Comparison(isBuiltIn(desired.path("apiVersion").asText()));
    for (Map.Entry<String, JsonNode> field : withData(desired).properties()) {
      if (!field.getKey().equals("status")) {
        comparison.compare(
            field.getKey(), "", field.getKey(), field.getValue(), observed.path(field.getKey()));
      }
    }
    return List.copyOf(comparison.differences);
  }

  static boolean isBuiltIn(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return !group.contains(".") || group.endsWith(".k8s.io");
  }

  /** A Secret's {@code stringData} is write-only: the server shows it in {@code data}. */
  static ObjectNode withData(ObjectNode desired) {
    if (!desired.path("kind").asText().equals("Secret") || !desired.has("stringData")) {
      return desired;
    }
    ObjectNode folded = desired.deepCopy();
    ObjectNode data = folded.withObjectProperty("data");
    for (Map.Entry<String, JsonNode> text : desired.get("stringData").properties()) {
      byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
      data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
    }
    folded.remove("stringData");
    return folded;
  }

  private void compare(
      String path, String parent, String name, JsonNode desired, JsonNode observed) {
    if (differences.size() >= DIFFERENCES_MAX || desired.isNull()) {
      return;
    }
    if (desired.isObject()) {
      compareObjects(path, name, desired, observed);
    } else if (desired.isArray()) {
      compareLists(path, name, desired, observed);
    } else if (observed.isMissingNode() || observed.isNull()) {
      if (!meansNothing(name, desired)) {
        differences.add(path);
      }
    } else if (!sameScalar(Fields.isQuantity(parent, name), desired, observed)
        && !(path.startsWith("spec") && sameDuration(parent, desired, observed))) {
      differences.add(path);
    }
  }

  private void compareObjects(String path, String name, JsonNode desired, JsonNode observed) {
    boolean absent = observed.isMissingNode() || observed.isNull();
    if (absent ? meansNothing(name, desired) : observed.isObject()) {
      desired
          .properties()
          .forEach(field ->
              compare(
                  path + "." + field.getKey(),
                  name,
                  field.getKey(),
                  field.getValue(),
                  observed.path(field.getKey())));
    } else {
      differences.add(path);
    }
  }

  /** Whether a value is as good as absent: of built-in kinds the server drops what is zero. */
  private boolean meansNothing(String name, JsonNode desired) {
    if (desired.isNull()) {
      return true;
    }
    if (Fields.isMeantByPresence(name)) {
      return false;
    }
    if (desired.isObject()) {
      return desired.properties().stream()
          .allMatch(field -> meansNothing(field.getKey(), field.getValue()));
    }
    return desired.isArray() ? desired.isEmpty() : builtIn && isZero(desired);
  }

  private static boolean isZero(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> !value.booleanValue();
      case NUMBER -> value.decimalValue().signum() == 0;
      case STRING -> value.asText().isEmpty();
      default -> false;
    };
  }

  private void compareLists(String path, String name, JsonNode desired, JsonNode observed) {
    if (observed.isMissingNode() || observed.isNull()) {
      if (!desired.isEmpty()) {
        differences.add(path);
      }
      return;
    }
    boolean metadata = path.startsWith("metadata.");
    List<String> keys = ListKeys.of(name, desired.isEmpty() ? observed : desired);
    boolean shared = (builtIn || metadata) && (!keys.isEmpty() || name.equals("finalizers"));
    if (!observed.isArray() || (!shared && desired.size() != observed.size())) {
      differences.add(path);
    } else if (name.equals("finalizers") && metadata) {
      compareSets(path, desired, observed);
    } else {
      compareElements(path, keys, desired, observed);
    }
  }

  private void compareSets(String path, JsonNode desired, JsonNode observed) {
    for (JsonNode element : desired) {
      if (StreamSupport.stream(observed.spliterator(), false).noneMatch(element::equals)) {
        differences.add(path + "[" + element.asText() + "]");
      }
    }
  }

  private void compareElements(
      String path, List<String> keys, JsonNode desired, JsonNode observed) {
    Map<String, JsonNode> byKey = new HashMap<>();
    boolean keyed = !keys.isEmpty() && index(desired, keys).isPresent();
    if (keyed) {
      Optional<Map<String, JsonNode>> indexed = index(observed, keys);
      keyed = indexed.isPresent();
      indexed.ifPresent(byKey::putAll);
    }
    if (!keyed && desired.size() != observed.size()) {
      differences.add(path);
      return;
    }
    for (int at = 0; at < desired.size(); at++) {
      JsonNode element = desired.get(at);
      JsonNode other =
          keyed
              ? ListKeys.key(element, keys)
                  .<JsonNode>map(key -> byKey.getOrDefault(key, MissingNode.getInstance()))
                  .orElse(observed.path(at))
              : observed.path(at);
      compare(path + "[" + at + "]", "", "", element, other);
    }
  }

  /** The elements by key; empty if one lacks its key or two have the same. */
  private static Optional<Map<String, JsonNode>> index(JsonNode list, List<String> keys) {
    Map<String, JsonNode> byKey = new HashMap<>();
    for (JsonNode element : list) {
      Optional<String> key = ListKeys.key(element, keys);
      if (key.isEmpty() || byKey.put(key.get(), element) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(byKey);
  }

  /** Of custom kinds, whose own controllers may write a duration as they like. */
  private boolean sameDuration(String parent, JsonNode desired, JsonNode observed) {
    if (builtIn || Fields.isTexts(parent) || !desired.isTextual() || !observed.isTextual()) {
      return false;
    }
    Optional<BigDecimal> one = GoDuration.parse(desired.asText());
    Optional<BigDecimal> other = GoDuration.parse(observed.asText());
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
  }

  private static boolean sameScalar(boolean quantity, JsonNode desired, JsonNode observed) {
    if (!observed.isValueNode()) {
      return false;
    }
    if (desired.equals(observed)) {
      return true;
    }
    if (desired.isBoolean() || observed.isBoolean()) {
      return false;
    }
    if (quantity) {
      Optional<BigDecimal> one = Quantity.parse(desired.asText());
      Optional<BigDecimal> other = Quantity.parse(observed.asText());
      return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }
    if (desired.isNumber() && observed.isNumber()) {
      return desired.decimalValue().compareTo(observed.decimalValue()) == 0;
    }
    // Int-or-string: a number and the same number as text.
    return (desired.isNumber() || observed.isNumber())
        && desired.asText().equals(observed.asText());
  }
}
