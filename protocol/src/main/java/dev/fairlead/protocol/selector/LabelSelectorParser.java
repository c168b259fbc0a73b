package dev.fairlead.protocol.selector;

import dev.fairlead.protocol.selector.LabelSelector.Parsed;
import dev.fairlead.protocol.selector.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the grammar of {@code labels.Parse} of Kubernetes: {@code a}, {@code !a}, {@code a=b},
 * {@code a==b}, {@code a!=b}, {@code a in (b,c)}, {@code a notin (b)}, {@code a>1}, {@code a<1},
 * joined by commas.
 */
final class LabelSelectorParser {

  private static final String SYMBOLS = "=!(),<>";
  private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?" + NAME);
  private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");

  /** Ends the reading of a malformed text; never leaves this class. */
  private static final class MalformedException extends Exception {
    MalformedException(String detail) {
      super(detail, null, false, false);
    }
  }

  private final List<String> tokens;
  private int next;

  LabelSelectorParser(String text) {
    this.tokens = tokens(text);
  }

  Parsed parse() {
    List<Requirement> requirements = new ArrayList<>();
    try {
      while (!atEnd()) {
        if (!requirements.isEmpty()) {
          expect(",");
        }
        requirements.add(requirement());
      }
      return new Parsed.Selector(new LabelSelector(requirements));
    } catch (MalformedException malformed) {
      return new Parsed.Malformed(String.valueOf(malformed.getMessage()));
    }
  }

  private Requirement requirement() throws MalformedException {
    if (!atEnd() && peek().equals("!")) {
      next++;
      return new Requirement.Missing(key());
    }
    String key = key();
    if (atEnd() || peek().equals(",")) {
      return new Requirement.Exists(key);
    }
    String operator = take();
    return switch (operator) {
      case "=", "==" -> new Requirement.In(key, Set.of(value()));
      case "!=" -> new Requirement.NotIn(key, Set.of(value()));
      case "in" -> new Requirement.In(key, values());
      case "notin" -> new Requirement.NotIn(key, values());
      case ">" -> new Requirement.Beyond(key, number(), 1);
      case "<" -> new Requirement.Beyond(key, number(), -1);
      default ->
          throw new MalformedException(
              "found '" + operator + "', expected: in, notin, =, ==, !=, > or <");
    };
  }

  private String key() throws MalformedException {
    String key = atEnd() ? "" : take();
    if (!KEY.matcher(key).matches()) {
      throw new MalformedException(
          key.isEmpty() || SYMBOLS.contains(key.substring(0, 1))
              ? "found '" + key + "', expected: a label key"
              : "'" + key + "' is not a valid label key");
    }
    return key;
  }

  private String value() throws MalformedException {
    String value = atEnd() || isSymbol(peek()) ? "" : take();
    if (!VALUE.matcher(value).matches()) {
      throw new MalformedException("'" + value + "' is not a valid label value");
    }
    return value;
  }

  private Set<String> values() throws MalformedException {
    expect("(");
    if (!atEnd() && peek().equals(")")) {
      throw new MalformedException("'in' and 'notin' need at least one value");
    }
    Set<String> values = new LinkedHashSet<>();
    values.add(value());
    while (!atEnd() && peek().equals(",")) {
      next++;
      values.add(value());
    }
    expect(")");
    return Set.copyOf(values);
  }

  private long number() throws MalformedException {
    String value = value();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException noNumber) {
      throw new MalformedException("'" + value + "' must be a whole number");
    }
  }

  private void expect(String token) throws MalformedException {
    String found = atEnd() ? "" : take();
    if (!found.equals(token)) {
      throw new MalformedException("found '" + found + "', expected: '" + token + "'");
    }
  }

  private boolean atEnd() {
    return next == tokens.size();
  }

  private String peek() {
    return tokens.get(next);
  }

  private String take() {
    return tokens.get(next++);
  }

  private static boolean isSymbol(String token) {
    return SYMBOLS.indexOf(token.charAt(0)) >= 0;
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int from = at++;
      if (Character.isWhitespace(c)) {
        continue;
      }
      if (SYMBOLS.indexOf(c) >= 0) {
        if ((c == '=' || c == '!') && at < text.length() && text.charAt(at) == '=') {
          at++;
        }
      } else {
        while (at < text.length()
            && SYMBOLS.indexOf(text.charAt(at)) < 0
            && !Character.isWhitespace(text.charAt(at))) {
          at++;
        }
      }
      tokens.add(text.substring(from, at));
    }
    return tokens;
  }
}
