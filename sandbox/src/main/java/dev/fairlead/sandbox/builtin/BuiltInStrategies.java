package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rest.Strategy;
import java.util.Map;

/** Finds the strategy of a built-in kind. */
public final class BuiltInStrategies {

  private static final Map<String, Rules> RULES = Map.of();

  private BuiltInStrategies() {}

  /** What the kind does; what every kind does, for one that has no rules of its own. */
  public static Strategy of(Kind kind) {
    return new BuiltInStrategy(RULES.getOrDefault(kind.collection(), Rules.PLAIN));
  }
}
