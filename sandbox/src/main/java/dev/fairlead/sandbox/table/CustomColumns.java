package dev.fairlead.sandbox.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that a definition asks for; a kind without any shows its age. */
final class CustomColumns {

  private CustomColumns() {}

  static List<DescribedColumn> of(Kind kind) {
    JsonNode asked = kind.definition().orElseThrow().path("additionalPrinterColumns");
    List<DescribedColumn> columns = new ArrayList<>();
    columns.add(new DescribedColumn(Column.NAME, ""));
    for (JsonNode column : asked) {
      String path = column.path("jsonPath").asText();
      columns.add(
          new DescribedColumn(
              column(column, path),
              column
                  .path("description")
                  .asText("Custom resource definition column (in JSONPath format): " + path)));
    }
    if (asked.isEmpty()) {
      columns.add(
          new DescribedColumn(
              new Column("Age", "date", "", 0, Row::age),
              "Custom resource definition column (in JSONPath format):"
                  + " .metadata.creationTimestamp"));
    }
    return List.copyOf(columns);
  }

  private static Column column(JsonNode column, String text) {
    JsonPath path = JsonPath.parse(text);
    String type = column.path("type").asText();
    return new Column(
        column.path("name").asText(),
        type,
        column.path("format").asText(""),
        column.path("priority").asInt(),
        row -> cell(type, path, row));
  }

  /** Null where the object has nothing there, or nothing of the type. */
  private static @Nullable Object cell(String type, JsonPath path, Row row) {
    List<JsonNode> found = path.find(row.object());
    if (found.isEmpty() || found.getFirst().isNull()) {
      return null;
    }
    JsonNode value = found.getFirst();
    return switch (type) {
      case "string" -> value.isValueNode() ? value.asText() : value.toString();
      case "integer" -> value.isNumber() ? value.asLong() : null;
      case "number" -> value.isNumber() ? value.asDouble() : null;
      case "boolean" -> value.isBoolean() ? value.asBoolean() : null;
      case "date" -> value.isTextual() ? Ages.since(value.asText(), row.now()) : null;
      default -> null;
    };
  }
}
