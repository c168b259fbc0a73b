package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value and what it was before the update. Items of lists are found again only in lists that are
 * maps.
 */
public record Correlation(JsonNode value, JsonNode old, Schema schema) {

  /** The same for a field; empty if it is new or unknown. */
  public Optional<Correlation> field(String name) {
    boolean both = value.has(name) && old.has(name) && value.isObject() && old.isObject();
    return both
        ? schema.field(name).map(it -> new Correlation(value.get(name), old.get(name), it))
        : Optional.empty();
  }

  /** The same for an item; empty if it is new or cannot be told. */
  public Optional<Correlation> item(int index) {
    return schema
        .items()
        .flatMap(items -> oldItem(index).map(it -> new Correlation(value.get(index), it, items)));
  }

  private Optional<JsonNode> oldItem(int index) {
    if (schema.listType() != Schema.ListType.MAP || !old.isArray() || !value.has(index)) {
      return Optional.empty();
    }
    Map<List<JsonNode>, JsonNode> byKey = new HashMap<>();
    old.forEach(item -> byKey.putIfAbsent(key(item), item));
    return value.get(index) instanceof ObjectNode item
        ? Optional.ofNullable(byKey.get(key(item)))
        : Optional.empty();
  }

  private List<JsonNode> key(JsonNode item) {
    return schema.listMapKeys().stream().map(item::path).toList();
  }

  /** Whether nothing of it changed, whatever the order of a list that is a map. */
  public boolean unchanged() {
    if (value.isArray() && old.isArray() && schema.listType() == Schema.ListType.MAP) {
      if (value.size() != old.size()) {
        return false;
      }
      for (int i = 0; i < value.size(); i++) {
        if (item(i).filter(Correlation::unchanged).isEmpty()) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof ObjectNode fields && old.isObject()) {
      return fields.size() == old.size()
          && fields.properties().stream()
              .allMatch(it ->
                  field(it.getKey())
                      .map(Correlation::unchanged)
                      .orElseGet(() -> it.getValue().equals(old.get(it.getKey()))));
    }
    return value.isNull() ? old.isNull() : value.equals(old);
  }
}
