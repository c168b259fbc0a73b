package dev.fairlead.generator.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of this package's resources, with {@code ${words}} that are replaced. */
final class Template {

  private static final Pattern WORD = Pattern.compile("\\$\\{(\\w+)}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  static Template named(String name) {
    try (InputStream resource = Template.class.getResourceAsStream(name)) {
      return new Template(
          new String(
              Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String with(Map<String, String> words) {
    return WORD.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(words, match.group(1))));
  }

  private static String value(Map<String, String> words, String word) {
    return Objects.requireNonNull(words.get(word), word);
  }
}
