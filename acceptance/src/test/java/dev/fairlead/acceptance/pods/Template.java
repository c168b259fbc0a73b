package dev.fairlead.acceptance.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * YAML with gaps, from files that hold one idea each. A scalar that is nothing but <code>${name}
 * </code> is the value of that name or, where there is none, the file of that name; within longer
 * text it is a value. A list within a list is spliced.
 */
final class Template {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern GAP = Pattern.compile("\\$\\{([-a-z0-9]+)}");

  private final Map<String, ?> values;

  private Template(Map<String, ?> values) {
    this.values = values;
  }

  /** The file with its gaps filled, in one line of JSON. */
  static String fill(String name, Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(new Template(values).file(name));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object file(String name) {
    try {
      return filled(YAML.readValue(Pods.resource("envoy/" + name + ".yaml"), Object.class));
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(name + ".yaml", malformed);
    }
  }

  private Object filled(Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        Map<Object, Object> filled = new LinkedHashMap<>();
        map.forEach((key, value) -> filled.put(key, filled(value)));
        yield filled;
      }
      case List<?> list -> {
        List<Object> filled = new ArrayList<>();
        for (Object element : list) {
          Object value = filled(element);
          if (value instanceof List<?> more) {
            filled.addAll(more);
          } else {
            filled.add(value);
          }
        }
        yield filled;
      }
      case String text -> scalar(text);
      default -> node;
    };
  }

  private Object scalar(String text) {
    Matcher gap = GAP.matcher(text);
    if (gap.matches()) {
      Object value = values.get(gap.group(1));
      return value == null ? file(gap.group(1)) : value;
    }
    return gap.replaceAll(match ->
        Matcher.quoteReplacement(
            Objects.requireNonNull(values.get(match.group(1)), match.group()).toString()));
  }
}
