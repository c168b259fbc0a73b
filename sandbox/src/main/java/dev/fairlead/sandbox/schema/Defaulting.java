package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the defaults of a custom resource's schema where the object says nothing. */
public final class Defaulting {

  private Defaulting() {}

  /** Fills in the defaults of a value and of all its parts, in place. */
  public static void apply(Schema schema, JsonNode value) {
    switch (value) {
      case ObjectNode object -> {
        schema
            .properties()
            .forEach((name, field) ->
                field
                    .defaultValue()
                    .filter(_ -> lacks(object.get(name), field))
                    .ifPresent(it -> object.set(name, it.deepCopy())));
        for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
          Optional<Schema> field = schema.field(entry.getKey());
          field.ifPresent(it -> apply(it, entry.getValue()));
        }
      }
      case ArrayNode array ->
          schema
              .items()
              .ifPresent(items -> {
                for (int i = 0; i < array.size(); i++) {
                  fillItem(array, i, items);
                  apply(items, array.get(i));
                }
              });
      default -> {}
    }
  }

  private static void fillItem(ArrayNode array, int index, Schema items) {
    if (array.get(index).isNull() && !items.nullable()) {
      items.defaultValue().ifPresent(it -> array.set(index, it.deepCopy()));
    }
  }

  private static boolean lacks(@Nullable JsonNode value, Schema field) {
    return value == null || (value.isNull() && !field.nullable());
  }
}
