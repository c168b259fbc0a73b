package dev.fairlead.watcher.controller;

import java.util.List;

/** Lists of namespaces, where an empty one stands for all. */
final class Namespaces {

  /** A name that no namespace can have, for a narrowing that leaves nothing. */
  private static final List<String> NONE = List.of("-");

  private Namespaces() {}

  /** What is in both. */
  static List<String> both(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    List<String> both = one.stream().filter(other::contains).distinct().toList();
    return both.isEmpty() ? NONE : both;
  }
}
