package dev.fairlead.sandbox.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a label selector, one after the other.
 *
 * <p>{@code in} and {@code notin} are words like any other where a key or a value is expected.
 */
final class LabelTokens {

  private static final Pattern TOKEN =
      Pattern.compile("[ \\t\\r\\n]*(==|!=|[=!(),<>]|[^=!(),<> \\t\\r\\n]+|$)");

  private final List<String> tokens = new ArrayList<>();
  private int position;

  LabelTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find() && !matcher.group(1).isEmpty()) {
      tokens.add(matcher.group(1));
    }
  }

  /** The next word without taking it; empty at the end. */
  String peek() {
    return position < tokens.size() ? tokens.get(position) : "";
  }

  String take() {
    String token = peek();
    position++;
    return token;
  }

  /** Takes the next word if it is this one. */
  boolean takes(String token) {
    boolean found = peek().equals(token);
    if (found) {
      position++;
    }
    return found;
  }

  /** Takes the next word if it is a key or a value. */
  Optional<String> takeWord() {
    return isWord(peek()) ? Optional.of(take()) : Optional.empty();
  }

  static boolean isWord(String token) {
    return !token.isEmpty() && "=!(),<>".indexOf(token.charAt(0)) < 0;
  }
}
