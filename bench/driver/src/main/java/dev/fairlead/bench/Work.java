package dev.fairlead.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A kind of work. Those that change objects need those that create them. */
public enum Work {
  START,
  CREATE,
  CHANGE,
  DELETE,
  IDLE,
  FAILOVER,
  HANDOVER,
  WORKER_LOSS,
  ROLLING_RESTART,
  SCALE_OUT,
  EXCHANGE,
  JOIN,
  PAGES;

  /** What one process of an operator does. */
  static final Set<Work> OPERATOR = EnumSet.range(START, IDLE);

  /** What several do. */
  static final Set<Work> MESH = EnumSet.range(FAILOVER, PAGES);

  /**
   * The kind of this name, or all of a group.
   *
   * @throws IllegalArgumentException if there is none, with a message for people
   */
  static Set<Work> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "operator" -> OPERATOR;
      case "mesh" -> MESH;
      default ->
          Arrays.stream(values())
              .filter(work -> work.toString().equals(lower))
              .findFirst()
              .<Set<Work>>map(EnumSet::of)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "\"%s\" is no KIND of work; take %s, or of %s"
                          .formatted(name, "operator or mesh for all of each", names())));
    };
  }

  private static String names() {
    return Arrays.stream(values()).map(Work::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
