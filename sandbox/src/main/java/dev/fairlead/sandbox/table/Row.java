package dev.fairlead.sandbox.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.selector.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One object that is shown, with what cells ask of it. Paths have dots. */
record Row(JsonNode object, Instant now) {

  static final String NONE = "<none>";

  JsonNode at(String path) {
    JsonNode value = object;
    for (String step : path.split("\\.", -1)) {
      value = value.path(step);
    }
    return value;
  }

  /** Empty for none. */
  String text(String path) {
    return at(path).asText("");
  }

  String textOr(String path, String otherwise) {
    String text = text(path);
    return text.isEmpty() ? otherwise : text;
  }

  /** Zero for none. */
  long number(String path) {
    return at(path).asLong();
  }

  String name() {
    return text("metadata.name");
  }

  String age() {
    return since("metadata.creationTimestamp");
  }

  String since(String path) {
    return Ages.since(text(path), now);
  }

  /** A map's fields as {@code a=b,c=d}. */
  String labels(String path) {
    TreeMap<String, String> labels = new TreeMap<>();
    at(path).properties().forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
    List<String> texts = new ArrayList<>();
    labels.forEach((key, value) -> texts.add(key + "=" + value));
    return texts.isEmpty() ? NONE : String.join(",", texts);
  }

  /** A label selector in its text form. */
  String selector(String path) {
    try {
      String text = LabelSelector.of(at(path)).toString();
      return text.isEmpty() ? NONE : text;
    } catch (Rejection e) {
      return "<error>";
    }
  }

  /** One field of all items of a list, with commas. */
  String each(String path, String field) {
    List<String> texts = new ArrayList<>();
    at(path).forEach(item -> texts.add(item.path(field).asText()));
    return String.join(",", texts);
  }

  /** The status of a condition; empty for none. */
  String condition(String type) {
    for (JsonNode condition : at("status.conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }
}
