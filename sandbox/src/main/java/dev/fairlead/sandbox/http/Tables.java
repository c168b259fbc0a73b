package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rest.Meta;

/** What people see of a kind: the columns of a {@code Table}. Thread-safe. */
public interface Tables {

  /** Its {@code columnDefinitions}. */
  ArrayNode columns(Kind kind);

  /** The {@code cells} of an object's row. */
  ArrayNode cells(Kind kind, ObjectNode object);

  /** Shows names only. */
  Tables NAMES =
      new Tables() {
        @Override
        public ArrayNode columns(Kind kind) {
          ArrayNode columns = JsonNodeFactory.instance.arrayNode();
          columns
              .addObject()
              .put("name", "Name")
              .put("type", "string")
              .put("format", "name")
              .put("description", "The name of the object")
              .put("priority", 0);
          return columns;
        }

        @Override
        public ArrayNode cells(Kind kind, ObjectNode object) {
          return JsonNodeFactory.instance.arrayNode().add(Meta.name(object));
        }
      };
}
