package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step into an object. The order of elements is the order in {@code managedFields} and in
 * messages. Elements are equal when they compare as equal; {@code equals} is not used.
 */
sealed interface PathElement extends Comparable<PathElement> {

  /** A field of an object, an entry of a map. */
  record Field(String name) implements PathElement {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /** The item of a keyed list that has these values. */
  record Key(SortedMap<String, JsonNode> fields) implements PathElement {
    public Key {
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public String toString() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + "=" + Values.text(field.getValue()))
          .collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** The item of a set that is this value. */
  record Item(JsonNode value) implements PathElement {
    @Override
    public String toString() {
      return "[=" + Values.text(value) + "]";
    }
  }

  /** The item at this place. */
  record Index(int index) implements PathElement {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  @Override
  default int compareTo(PathElement other) {
    return switch (this) {
      case Field(String name) when other instanceof Field(String theirs) -> name.compareTo(theirs);
      case Key(var fields) when other instanceof Key(var theirs) ->
          Values.compareMaps(fields, theirs);
      case Item(JsonNode value) when other instanceof Item(JsonNode theirs) ->
          Values.compare(value, theirs);
      case Index(int index) when other instanceof Index(int theirs) ->
          Integer.compare(index, theirs);
      case Field _, Key _, Item _, Index _ -> Integer.compare(rank(), other.rank());
    };
  }

  private int rank() {
    return switch (this) {
      case Field _ -> 0;
      case Key _ -> 1;
      case Item _ -> 2;
      case Index _ -> 3;
    };
  }

  /** {@code .spec.containers[name="nginx"].image}. */
  static String text(List<PathElement> path) {
    return path.stream().map(PathElement::toString).collect(Collectors.joining());
  }
}
