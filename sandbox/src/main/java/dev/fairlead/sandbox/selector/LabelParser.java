package dev.fairlead.sandbox.selector;

import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the text form of a label selector, such as {@code a=b,c in (d,e),!f}. */
final class LabelParser {

  private static final String IN_REQUIREMENT = "unable to parse requirement: ";

  private final LabelTokens tokens;

  LabelParser(String text) {
    tokens = new LabelTokens(text);
  }

  List<Requirement> parse() throws Rejection {
    List<Requirement> requirements = new ArrayList<>();
    while (!tokens.peek().isEmpty()) {
      if (!startsRequirement()) {
        throw unexpected(tokens.peek(), ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(requirement());
      if (tokens.takes(",")) {
        if (!startsRequirement()) {
          throw unexpected(tokens.peek(), ", expected: identifier after ','");
        }
      } else if (!tokens.peek().isEmpty()) {
        throw unexpected(tokens.peek(), ", expected: ',' or 'end of string'");
      }
    }
    return requirements;
  }

  private boolean startsRequirement() {
    return tokens.peek().equals("!") || LabelTokens.isWord(tokens.peek());
  }

  private Requirement requirement() throws Rejection {
    boolean negated = tokens.takes("!");
    String key = word();
    List<String> faults = Names.labelKey(key);
    if (!faults.isEmpty()) {
      throw wrong("<nil>: Invalid value: \"" + key + "\": " + String.join("; ", faults));
    }
    boolean alone = tokens.peek().isEmpty() || tokens.peek().equals(",");
    Requirement requirement;
    if (negated) {
      // kube-apiserver takes what follows "!key" for the next requirement.
      requirement = new Requirement(key, Operator.DOES_NOT_EXIST, List.of());
    } else if (alone) {
      requirement = new Requirement(key, Operator.EXISTS, List.of());
    } else {
      requirement = compared(key);
    }
    List<String> wrong = requirement.faults();
    if (!wrong.isEmpty()) {
      throw wrong(wrong.size() == 1 ? wrong.getFirst() : "[" + String.join(", ", wrong) + "]");
    }
    return requirement;
  }

  private Requirement compared(String key) throws Rejection {
    String operator = tokens.take();
    return switch (operator) {
      case "in" -> new Requirement(key, Operator.IN, values());
      case "notin" -> new Requirement(key, Operator.NOT_IN, values());
      case "=", "==" -> new Requirement(key, Operator.IN, List.of(value()));
      case "!=" -> new Requirement(key, Operator.NOT_IN, List.of(value()));
      case ">" -> new Requirement(key, Operator.GREATER_THAN, List.of(value()));
      case "<" -> new Requirement(key, Operator.LESS_THAN, List.of(value()));
      default -> throw inRequirement(operator, ", expected: in, notin, =, ==, !=, gt, lt");
    };
  }

  private String value() throws Rejection {
    return tokens.peek().isEmpty() || tokens.peek().equals(",") ? "" : word();
  }

  private String word() throws Rejection {
    Optional<String> word = tokens.takeWord();
    if (word.isEmpty()) {
      throw inRequirement(tokens.peek(), ", expected: identifier");
    }
    return word.get();
  }

  /** {@code (a,b)}; an empty place between commas is the empty value. */
  private List<String> values() throws Rejection {
    if (!tokens.takes("(")) {
      throw inRequirement(tokens.peek(), " expected: '('");
    }
    String first = tokens.peek();
    if (!LabelTokens.isWord(first) && !first.equals(",") && !first.equals(")")) {
      throw inRequirement(first, ", expected: ',', ')' or identifier");
    }
    TreeSet<String> values = new TreeSet<>();
    do {
      Optional<String> word = tokens.takeWord();
      values.add(word.orElse(""));
      String next = tokens.peek();
      if (!next.equals(",") && !next.equals(")")) {
        throw inRequirement(
            next, word.isPresent() ? ", expected: ',' or ')'" : ", expected: ',', or identifier");
      }
    } while (tokens.takes(","));
    tokens.take();
    return List.copyOf(values);
  }

  private static Rejection unexpected(String found, String expected) {
    return Status.badRequest("found '" + found + "'" + expected).rejection();
  }

  private static Rejection inRequirement(String found, String expected) {
    return wrong("found '" + found + "'" + expected);
  }

  private static Rejection wrong(String what) {
    return Status.badRequest(IN_REQUIREMENT + what).rejection();
  }
}
