package dev.fairlead.sdk;

import dev.fairlead.protocol.selector.LabelSelector;

/** Reads selectors that are given to a lister. */
final class Selectors {

  private Selectors() {}

  static LabelSelector parse(String selector) {
    return switch (LabelSelector.parse(selector)) {
      case LabelSelector.Parsed.Selector(LabelSelector parsed) -> parsed;
      case LabelSelector.Parsed.Malformed(String detail) ->
          throw new IllegalArgumentException("\"" + selector + "\" is no selector: " + detail);
    };
  }
}
