package dev.fairlead.sdk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which children are written: each after those that it waits for, and otherwise as
 * stated. Pure.
 */
public final class ChildOrder {

  private final Map<Child.Id, Child<?>> children = new LinkedHashMap<>();
  private final Map<Child.Id, Integer> levels = new LinkedHashMap<>();
  private final List<Child.Id> path = new ArrayList<>();
  private Optional<List<Child.Id>> cycle = Optional.empty();

  private ChildOrder(List<Child<?>> stated) {
    stated.forEach(child -> children.putIfAbsent(child.id(), child));
    stated.forEach(child -> level(child.id()));
  }

  /** Of children that are all stated. */
  public static ChildOrder of(List<Child<?>> stated) {
    return new ChildOrder(stated);
  }

  /** A chain of children each of which waits for the next, and the last for the first. */
  public Optional<List<Child.Id>> cycle() {
    return cycle;
  }

  /** Each after those that it waits for. */
  public List<Child<?>> sorted() {
    return children.values().stream()
        .<Child<?>>map(child -> child)
        .sorted(Comparator.comparingInt(this::level))
        .toList();
  }

  /** How many have to be ready one after the other before it; 0 for one that waits for none. */
  public int level(Child<?> child) {
    return levels.getOrDefault(child.id(), 0);
  }

  private int level(Child.Id id) {
    Integer known = levels.get(id);
    if (known != null) {
      return known;
    }
    int start = path.indexOf(id);
    if (start >= 0) {
      cycle = cycle.or(() -> Optional.of(List.copyOf(path.subList(start, path.size()))));
      return 0;
    }
    Child<?> child = children.get(id);
    if (child == null) {
      return 0;
    }
    path.add(id);
    int level = 0;
    for (Child.Id before : child.after()) {
      level = Math.max(level, level(before) + 1);
    }
    path.removeLast();
    levels.put(id, level);
    return level;
  }
}
