package dev.fairlead.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with gaps, written <code>{{word}}</code>. A gap that stands alone on its line may be
 * filled by several lines, or by none: then the line goes too.
 */
record Template(String name, String text) {

  private static final Pattern GAP = Pattern.compile("\\{\\{([A-Za-z]+)}}");
  private static final Pattern LINE =
      Pattern.compile("(?m)^([ \\t]*)\\{\\{([A-Za-z]+)}}[ \\t]*\\n");

  /** One of the templates that this module brings along. */
  static Template of(String name) {
    try (InputStream in = Template.class.getResourceAsStream("templates/" + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no template " + name);
      }
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the template " + name, unreadable);
    }
  }

  /**
   * The text with its gaps filled.
   *
   * @throws IllegalStateException if nothing is given for a gap
   */
  String filled(Map<String, String> words) {
    String lines =
        LINE.matcher(text)
            .replaceAll(
                gap -> Matcher.quoteReplacement(indented(gap.group(1), word(words, gap.group(2)))));
    return GAP.matcher(lines)
        .replaceAll(gap -> Matcher.quoteReplacement(word(words, gap.group(1))));
  }

  private String word(Map<String, String> words, String gap) {
    String word = words.get(gap);
    if (word == null) {
      throw new IllegalStateException("nothing is given for {{%s}} of %s".formatted(gap, name));
    }
    return word;
  }

  private static String indented(String indent, String lines) {
    return lines.isEmpty() ? "" : lines.indent(indent.length());
  }
}
