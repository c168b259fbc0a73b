package dev.fairlead.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The imports of a Java source, in order: static ones first, each once, and only those that the
 * source uses. So a template may import whatever any filling of it needs.
 */
final class Imports {

  private static final Pattern IMPORT = Pattern.compile("import (static )?[\\w.]+;");

  private Imports() {}

  static String inOrder(String source) {
    List<String> body = new ArrayList<>();
    Set<String> statics = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    int first = -1;
    for (String line : source.lines().toList()) {
      if (!IMPORT.matcher(line).matches()) {
        body.add(line);
        continue;
      }
      if (first < 0) {
        first = body.size();
      }
      (line.startsWith("import static ") ? statics : classes).add(line);
    }
    if (first < 0) {
      return source;
    }
    List<String> above = body.subList(0, first);
    String below = String.join("\n", body.subList(first, body.size())).stripLeading();
    List<String> blocks = new ArrayList<>();
    blocks.add(String.join("\n", above).strip());
    for (Set<String> block : List.of(statics, classes)) {
      String used =
          block.stream().filter(line -> uses(below, line)).collect(Collectors.joining("\n"));
      if (!used.isEmpty()) {
        blocks.add(used);
      }
    }
    blocks.add(below);
    return String.join("\n\n", blocks) + "\n";
  }

  /** The simple names of the classes that a source imports. */
  static Set<String> names(String source) {
    return source
        .lines()
        .filter(line -> IMPORT.matcher(line).matches() && !line.startsWith("import static "))
        .map(Imports::simpleName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean uses(String body, String line) {
    return Pattern.compile("\\b" + Pattern.quote(simpleName(line)) + "\\b").matcher(body).find();
  }

  private static String simpleName(String line) {
    return line.substring(line.lastIndexOf('.') + 1, line.length() - 1);
  }
}
