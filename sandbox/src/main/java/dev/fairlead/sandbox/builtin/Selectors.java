package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.selector.LabelSelector;
import java.util.HashMap;
import java.util.Map;

/** Checks of label selectors, and of what they select. */
final class Selectors {

  private Selectors() {}

  /** Wrong where it cannot select; nothing is wrong with none. */
  static void check(Check selector) {
    Formats.labels(selector.at("matchLabels"));
    for (Check expression : selector.at("matchExpressions").items()) {
      Check values = expression.at("values");
      switch (expression.at("operator").text()) {
        case "In", "NotIn" -> {
          if (values.zero()) {
            values.required("must be specified when `operator` is 'In' or 'NotIn'");
          }
        }
        case "Exists", "DoesNotExist" -> {
          if (!values.zero()) {
            values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
          }
        }
        default -> expression.at("operator").invalid("not a valid selector operator");
      }
      Check key = expression.at("key");
      key.invalid(Names.labelKey(key.text()));
      values.items().forEach(value -> value.invalid(Names.labelValue(value.text())));
    }
  }

  /**
   * Wrong without a selector, and with one that selects everything.
   *
   * @param kind as the API says it
   */
  static void needed(Check selector, String kind) {
    if (!selector.present()) {
      selector.required();
      return;
    }
    check(selector);
    if (empty(selector)) {
      selector.invalid("empty selector is invalid for " + kind);
    }
  }

  static boolean empty(Check selector) {
    return selector.at("matchLabels").zero() && selector.at("matchExpressions").zero();
  }

  /** Wrong if what the selector's owner makes is not selected. */
  static void matching(Check selector, Check template) {
    Check labels = template.at("metadata.labels");
    if (!selects(selector, labels)) {
      (labels.present() ? labels : labels.with(NullNode.getInstance()))
          .invalid("`selector` does not match template `labels`");
    }
  }

  /** Whether nothing is wrong with it, so that it can select. */
  static boolean usable(Check selector) {
    Check alone = Check.of(selector.node());
    check(alone);
    return alone.errors().isEmpty();
  }

  private static boolean selects(Check selector, Check labels) {
    if (!selector.present()) {
      return false;
    }
    Map<String, String> texts = new HashMap<>();
    labels.node().properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
    try {
      return LabelSelector.of(selector.node()).matches(texts);
    } catch (Rejection e) {
      // Said by the check of the selector itself.
      return true;
    }
  }
}
