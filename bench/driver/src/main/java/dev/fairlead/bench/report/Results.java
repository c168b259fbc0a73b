package dev.fairlead.bench.report;

import dev.fairlead.bench.cluster.CallCounts;
import dev.fairlead.bench.operator.Framework;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured, in the order of its first appearance. For one thread. */
public final class Results {

  /** A line of the table. */
  record Row(String work, String what) {}

  private final Map<Row, Map<Framework, List<Double>>> values = new LinkedHashMap<>();
  private final Map<String, Map<Framework, CallCounts>> calls = new LinkedHashMap<>();

  /** Notes a value; repeated measurements of the same are kept all. */
  public void add(Framework framework, String work, String what, double value) {
    values
        .computeIfAbsent(new Row(work, what), row -> new EnumMap<>(Framework.class))
        .computeIfAbsent(framework, column -> new ArrayList<>())
        .add(value);
  }

  /** Notes the calls that a piece of work took; of repeated ones the last is kept. */
  public void calls(Framework framework, String work, CallCounts counts) {
    calls.computeIfAbsent(work, row -> new EnumMap<>(Framework.class)).put(framework, counts);
  }

  Map<Row, Map<Framework, List<Double>>> values() {
    return values;
  }

  Map<String, Map<Framework, CallCounts>> calls() {
    return calls;
  }
}
