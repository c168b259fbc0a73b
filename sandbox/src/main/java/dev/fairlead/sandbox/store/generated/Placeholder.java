package dev.fairlead.sandbox.store.generated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a text that may be different in every object. */
@FunctionalInterface
interface Placeholder {

  Pattern SYNTAX = Pattern.compile("\\{([a-z]+)((?: -?\\d+)*)}");

  void append(StringBuilder text, Seeded object);

  /** A text as a part of a template; without placeholders it is the same for all objects. */
  static Part parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    List<Placeholder> pieces = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      String before = text.substring(end, matcher.start());
      int[] arguments =
          matcher.group(2).isEmpty()
              ? new int[0]
              : Pattern.compile(" ")
                  .splitAsStream(matcher.group(2).strip())
                  .mapToInt(Integer::parseInt)
                  .toArray();
      if (matcher.group(1).equals("number") && arguments.length == 2) {
        if (matcher.group().equals(text)) {
          return new Part.Whole(arguments[0], arguments[1]);
        }
      }
      pieces.add((made, object) -> made.append(before));
      pieces.add(of(matcher.group(), matcher.group(1), arguments));
      end = matcher.end();
    }
    if (pieces.isEmpty()) {
      return new Part.Fixed(JsonNodeFactory.instance.textNode(text));
    }
    String rest = text.substring(end);
    pieces.add((made, object) -> made.append(rest));
    return new Part.Text(List.copyOf(pieces));
  }

  private static Placeholder of(String whole, String name, int[] arguments) {
    return switch (name + "/" + arguments.length) {
      case "name/0" -> (text, object) -> text.append(object.key().name());
      case "namespace/0" -> (text, object) -> text.append(object.key().namespace());
      case "index/0" -> (text, object) -> text.append(object.index());
      case "index/1" -> (text, object) -> text.append(object.index() % arguments[0]);
      case "variation/0" -> (text, object) -> text.append(object.variation());
      case "number/2" ->
          (text, object) -> text.append(object.random().nextInt(arguments[0], arguments[1] + 1));
      case "text/1" -> (text, object) -> Words.append(text, object.random(), arguments[0]);
      default -> throw new IllegalArgumentException("not a placeholder: " + whole);
    };
  }
}
