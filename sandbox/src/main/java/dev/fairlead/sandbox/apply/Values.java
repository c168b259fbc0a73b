package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.GoText;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON values as field management compares them: numbers by what they are worth. */
final class Values {

  private Values() {}

  static boolean equal(JsonNode left, JsonNode right) {
    if (left.isNumber() || !left.isContainerNode()) {
      return compare(left, right) == 0;
    }
    if (left.isArray()) {
      if (!right.isArray() || left.size() != right.size()) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!equal(left.get(i), right.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (!right.isObject() || left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> field : left.properties()) {
      JsonNode other = right.get(field.getKey());
      if (other == null || !equal(field.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** A total order: numbers, strings, booleans, lists, maps, null. */
  static int compare(JsonNode left, JsonNode right) {
    int rank = rank(left);
    if (rank != rank(right)) {
      return Integer.compare(rank, rank(right));
    }
    return switch (left.getNodeType()) {
      case NUMBER ->
          left.isIntegralNumber() && right.isIntegralNumber()
              ? left.bigIntegerValue().compareTo(right.bigIntegerValue())
              : Double.compare(left.doubleValue(), right.doubleValue());
      case STRING -> left.textValue().compareTo(right.textValue());
      case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
      case ARRAY -> compareLists(left, right);
      case OBJECT -> compareMaps(sorted(left), sorted(right));
      case NULL, MISSING, BINARY, POJO -> 0;
    };
  }

  static int compareMaps(Map<String, JsonNode> left, Map<String, JsonNode> right) {
    Iterator<Map.Entry<String, JsonNode>> others = right.entrySet().iterator();
    for (Map.Entry<String, JsonNode> field : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, JsonNode> other = others.next();
      int order = field.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = compare(field.getValue(), other.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** As it stands in a field path. */
  static String text(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> GoText.quoted(value.textValue());
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(Values::text)
              .collect(Collectors.joining(",", "[", "]"));
      case OBJECT ->
          sorted(value).entrySet().stream()
              .map(field -> field.getKey() + "=" + text(field.getValue()))
              .collect(Collectors.joining());
      case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> value.asText();
    };
  }

  private static int compareLists(JsonNode left, JsonNode right) {
    for (int i = 0; i < left.size() && i < right.size(); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    return sorted;
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> 0;
      case STRING -> 1;
      case BOOLEAN -> 2;
      case ARRAY -> 3;
      case OBJECT -> 4;
      case NULL, MISSING, BINARY, POJO -> 5;
    };
  }
}
