package dev.fairlead.sandbox.schema.decode;

import java.nio.charset.StandardCharsets;

/** Says what is wrong with a text that is not JSON, in the words of Go's parser. */
final class JsonSyntax {

  static final String UNEXPECTED_END = "unexpected end of JSON input";

  private final String text;
  private int at;

  private JsonSyntax(byte[] bytes) {
    this.text = new String(bytes, StandardCharsets.UTF_8);
  }

  /** What is wrong. */
  static String problem(byte[] bytes) {
    JsonSyntax syntax = new JsonSyntax(bytes);
    try {
      syntax.value();
      if (syntax.next() != END) {
        throw syntax.unexpected("after top-level value");
      }
      return "invalid JSON";
    } catch (Wrong wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  private static final char END = '\0';

  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private void value() throws Wrong {
    char first = next();
    switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (first != '-' && !Character.isDigit(first)) {
          throw unexpected("looking for beginning of value");
        }
        number();
      }
    }
  }

  private void object() throws Wrong {
    at++;
    if (next() == '}') {
      at++;
      return;
    }
    while (true) {
      if (next() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      string();
      if (next() != ':') {
        throw unexpected("after object key");
      }
      at++;
      value();
      if (next() == '}') {
        at++;
        return;
      }
      if (next() != ',') {
        throw unexpected("after object key:value pair");
      }
      at++;
    }
  }

  private void array() throws Wrong {
    at++;
    if (next() == ']') {
      at++;
      return;
    }
    while (true) {
      value();
      if (next() == ']') {
        at++;
        return;
      }
      if (next() != ',') {
        throw unexpected("after array element");
      }
      at++;
    }
  }

  private void string() throws Wrong {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      if (c == '\\') {
        at++;
        if (at < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
          throw unexpected("in string escape code");
        }
      }
    }
    throw new Wrong(UNEXPECTED_END);
  }

  private void literal(String word) throws Wrong {
    for (int i = 1; i < word.length(); i++) {
      at++;
      if (at >= text.length() || text.charAt(at) != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
  }

  private void number() throws Wrong {
    if (text.charAt(at) == '-') {
      at++;
      digits("in numeric literal");
    } else if (text.charAt(at) == '0') {
      at++;
    } else {
      digits("in numeric literal");
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits("after decimal point in numeric literal");
    }
    if (at < text.length() && "eE".indexOf(text.charAt(at)) >= 0) {
      at++;
      if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      digits("in exponent of numeric literal");
    }
  }

  private void digits(String where) throws Wrong {
    if (at >= text.length() || !Character.isDigit(text.charAt(at))) {
      throw unexpected(where);
    }
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Wrong unexpected(String where) {
    if (at >= text.length()) {
      return new Wrong(UNEXPECTED_END);
    }
    char c = text.charAt(at);
    String shown = c == '\'' ? "'\\''" : c == '\n' ? "'\\n'" : c == '\t' ? "'\\t'" : "'" + c + "'";
    return new Wrong("invalid character " + shown + " " + where);
  }

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }
}
