package dev.fairlead.sandbox.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.http.Tables;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of all kinds. */
public final class KindTables implements Tables {

  private static final Map<String, List<Column>> BUILT_IN = builtIn();

  /** Of built-in kinds for which nobody has said anything. */
  private static final List<Column> OTHERS =
      List.of(
          Column.NAME,
          new Column("Created At", "date", "", 0, row -> row.text("metadata.creationTimestamp")));

  private final InstantSource clock;

  /**
   * @param clock the server's, for ages
   */
  public KindTables(InstantSource clock) {
    this.clock = clock;
  }

  private static Map<String, List<Column>> builtIn() {
    Map<String, List<Column>> all = new HashMap<>();
    all.putAll(WorkloadColumns.ALL);
    all.putAll(ClusterColumns.ALL);
    all.putAll(NetworkColumns.ALL);
    all.putAll(StorageColumns.ALL);
    return Map.copyOf(all);
  }

  private static List<DescribedColumn> of(Kind kind) {
    return kind.custom()
        ? CustomColumns.of(kind)
        : BUILT_IN.getOrDefault(kind.collection(), OTHERS).stream()
            .map(column -> new DescribedColumn(column, ""))
            .toList();
  }

  @Override
  public ArrayNode columns(Kind kind) {
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    for (DescribedColumn described : of(kind)) {
      Column column = described.column();
      columns
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("format", column.format())
          .put("description", described.description())
          .put("priority", column.priority());
    }
    return columns;
  }

  @Override
  public ArrayNode cells(Kind kind, ObjectNode object) {
    ArrayNode cells = JsonNodeFactory.instance.arrayNode();
    boolean event = kind.collection().equals("events");
    Row row = new Row(event ? Versions.coreEvent(object) : object, clock.instant());
    for (DescribedColumn described : of(kind)) {
      add(cells, described.column().cell().apply(row));
    }
    return cells;
  }

  private static void add(ArrayNode cells, @Nullable Object cell) {
    switch (cell) {
      case null -> cells.addNull();
      case Long number -> cells.add(number);
      case Double number -> cells.add(number);
      case Boolean yes -> cells.add(yes);
      default -> cells.add(cell.toString());
    }
  }
}
