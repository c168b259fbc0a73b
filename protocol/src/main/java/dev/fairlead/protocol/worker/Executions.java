package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attempts that a worker holds, and the slots that they take. Bounded by the slots. */
final class Executions {

  private final Map<Token, Execution> byToken = new LinkedHashMap<>();
  private final Map<String, Integer> slots;

  Executions(Map<String, Integer> slots) {
    this.slots = new HashMap<>(slots);
  }

  Optional<Execution> find(Token token) {
    return Optional.ofNullable(byToken.get(token));
  }

  void add(Execution execution) {
    byToken.put(execution.token, execution);
  }

  void remove(Execution execution) {
    byToken.remove(execution.token);
  }

  boolean isEmpty() {
    return byToken.isEmpty();
  }

  Collection<Execution> all() {
    return byToken.values();
  }

  Set<Token> tokens() {
    return Set.copyOf(byToken.keySet());
  }

  List<Execution> of(Partition partition) {
    return byToken.values().stream()
        .filter(execution -> execution.token.partition().equals(partition))
        .toList();
  }

  /** The attempts that an owner has to be told of. */
  Set<Token> inFlight(Partition partition) {
    Set<Token> named = new HashSet<>();
    for (Execution execution : of(partition)) {
      if (execution.inFlight()) {
        named.add(execution.token);
      }
    }
    return named;
  }

  void slots(String controller, int count) {
    slots.put(controller, count);
  }

  boolean knows(String controller) {
    return slots.containsKey(controller);
  }

  boolean full(String controller) {
    return count(controller) >= slots.getOrDefault(controller, 0);
  }

  /** The slots of a controller that no released zombie takes. */
  int usable(String controller) {
    long zombies =
        byToken.values().stream()
            .filter(execution -> !execution.inFlight())
            .filter(execution -> execution.token.partition().controller().equals(controller))
            .count();
    return (int) Math.max(0, slots.getOrDefault(controller, 0) - zombies);
  }

  /** The share of all slots that is taken, 0 to 1. */
  double load() {
    int all = slots.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0 ? 1 : Math.min(1, (double) byToken.size() / all);
  }

  private long count(String controller) {
    return byToken.keySet().stream()
        .filter(token -> token.partition().controller().equals(controller))
        .count();
  }
}
