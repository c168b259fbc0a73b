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

/**
 * The attempts that a worker holds, and how many it wants. There are as many slots for a controller
 * as its limits allow at most; how many of them are wanted in use changes, and binds nobody who has
 * not heard of it.
 */
final class Executions {

  private final Map<Token, Execution> byToken = new LinkedHashMap<>();
  private final Map<String, Concurrency> controllers = new HashMap<>();

  Executions(Map<String, Limits> limits) {
    limits.forEach((controller, own) -> controllers.put(controller, new Concurrency(own)));
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

  /** How many attempts of a controller are wanted at once; empty if it is not known here. */
  Optional<Concurrency> concurrency(String controller) {
    return Optional.ofNullable(controllers.get(controller));
  }

  Set<String> controllers() {
    return controllers.keySet();
  }

  boolean knows(String controller) {
    return controllers.containsKey(controller);
  }

  /** Whether there is no slot for one more attempt, wanted or not. */
  boolean full(String controller) {
    return concurrency(controller).map(own -> count(controller) >= own.max()).orElse(true);
  }

  /** The slots of a controller that are wanted in use, and that no released zombie takes. */
  int usable(String controller) {
    return concurrency(controller)
        .map(own -> Math.clamp(own.max() - zombies(controller), 0, own.limit()))
        .orElse(0);
  }

  /** The share that is taken of what is wanted in use, 0 to 1. */
  double load() {
    int all = controllers.values().stream().mapToInt(Concurrency::limit).sum();
    return all == 0 ? 1 : Math.min(1, (double) byToken.size() / all);
  }

  private long zombies(String controller) {
    return byToken.values().stream()
        .filter(execution -> !execution.inFlight())
        .filter(execution -> execution.token.partition().controller().equals(controller))
        .count();
  }

  private long count(String controller) {
    return byToken.keySet().stream()
        .filter(token -> token.partition().controller().equals(controller))
        .count();
  }
}
