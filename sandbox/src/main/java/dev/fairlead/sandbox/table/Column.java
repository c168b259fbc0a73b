package dev.fairlead.sandbox.table;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column.
 *
 * @param type as OpenAPI has it
 * @param format {@code name} for the name of the object; empty for none
 * @param priority 0 for a column that is always shown, 1 for one of the wide form
 * @param cell a text, a Long, a Double, a Boolean; null for nothing
 */
record Column(
    String name, String type, String format, int priority, Function<Row, @Nullable Object> cell) {

  static final Column NAME = new Column("Name", "string", "name", 0, Row::name);
  static final Column AGE = text("Age", Row::age);

  static Column text(String name, Function<Row, @Nullable Object> cell) {
    return new Column(name, "string", "", 0, cell);
  }

  /** A column that shows the text at a path. */
  static Column field(String name, String path) {
    return text(name, row -> row.text(path));
  }

  static Column number(String name, Function<Row, @Nullable Object> cell) {
    return new Column(name, "integer", "", 0, cell);
  }

  static Column yesOrNo(String name, Function<Row, @Nullable Object> cell) {
    return new Column(name, "boolean", "", 0, cell);
  }

  /** A column of the wide form. */
  static Column wide(String name, Function<Row, @Nullable Object> cell) {
    return new Column(name, "string", "", 1, cell);
  }
}
