package dev.fairlead.protocol.selector;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A label selector with the meaning that the API server gives it: all requirements hold. An object
 * without the label satisfies {@code !=}, {@code notin} and {@code !key}.
 */
public record LabelSelector(List<Requirement> requirements) {

  /** Matches everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  /** What a text that should be a selector turned out to be. */
  public sealed interface Parsed {

    /** A selector. */
    record Selector(LabelSelector selector) implements Parsed {}

    /** No selector, and why. */
    record Malformed(String detail) implements Parsed {}
  }

  /** One condition on the labels. */
  public sealed interface Requirement {

    /** Whether labels satisfy it. */
    boolean matches(Map<String, String> labels);

    /** The label is there, with any value. */
    record Exists(String key) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        return labels.containsKey(key);
      }
    }

    /** The label is not there. */
    record Missing(String key) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        return !labels.containsKey(key);
      }
    }

    /** The label is there and has one of the values. */
    record In(String key, Set<String> values) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return value != null && values.contains(value);
      }
    }

    /** The label is not there or has none of the values. */
    record NotIn(String key, Set<String> values) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return value == null || !values.contains(value);
      }
    }

    /** The label is a whole number above ({@code sign} 1) or below ({@code sign} -1) the bound. */
    record Beyond(String key, long bound, int sign) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        if (value == null) {
          return false;
        }
        try {
          return Long.compare(Long.parseLong(value), bound) == sign;
        } catch (NumberFormatException noNumber) {
          return false;
        }
      }
    }
  }

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** Reads a selector as the API server does, equality-based and set-based. */
  public static Parsed parse(String text) {
    return new LabelSelectorParser(text).parse();
  }

  /** Whether labels satisfy all requirements. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
