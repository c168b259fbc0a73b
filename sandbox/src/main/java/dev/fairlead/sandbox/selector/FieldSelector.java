package dev.fairlead.sandbox.selector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which objects of one kind are meant, by some of their fields. Immutable.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/">Field
 *     Selectors</a>
 */
public final class FieldSelector {

  /** All objects. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  private static final Pattern TERM = Pattern.compile("(?s)(.*?)(!=|==|=)(.*)");

  private final List<Term> terms;

  private record Term(String field, boolean equal, String value) {

    boolean matches(JsonNode object) {
      return SelectableFields.value(object, field).equals(value) == equal;
    }
  }

  private FieldSelector(List<Term> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * @param text such as {@code metadata.name=a,status.phase!=Running}; empty for all
   * @throws Rejection BadRequest, also for a field by which the kind cannot be selected
   */
  public static FieldSelector parse(String text, Kind kind) throws Rejection {
    List<Term> terms = new ArrayList<>();
    for (String part : split(text)) {
      Matcher matcher = TERM.matcher(part);
      if (!matcher.matches()) {
        throw Status.badRequest(
                "invalid selector: '%s'; can't understand '%s'".formatted(text, part))
            .rejection();
      }
      terms.add(
          new Term(matcher.group(1), !matcher.group(2).equals("!="), unescaped(matcher.group(3))));
    }
    for (Term term : terms) {
      SelectableFields.check(kind, term.field());
    }
    return new FieldSelector(terms);
  }

  /** The parts between the commas that are not escaped, sorted, without empty ones. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts.stream().filter(part -> !part.isEmpty()).sorted().toList();
  }

  private static String unescaped(String value) throws Rejection {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        String escaped = value.substring(i, Math.min(i + 1, value.length()));
        if (escaped.isEmpty() || "\\,=".indexOf(escaped) < 0) {
          throw invalid("invalid escape sequence: \\" + escaped);
        }
        text.append(escaped);
      } else if (c == ',' || c == '=') {
        throw invalid("unescaped character in value: " + (int) c);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static Rejection invalid(String why) {
    return Status.badRequest("invalid field selector: " + why).rejection();
  }

  /**
   * @param object in the version of the kind that the selector was made for
   */
  public boolean matches(JsonNode object) {
    for (Term term : terms) {
      if (!term.matches(object)) {
        return false;
      }
    }
    return true;
  }

  /** The one name that an object must have to match; empty if several may. */
  public Optional<String> name() {
    return terms.stream()
        .filter(term -> term.equal() && term.field().equals("metadata.name"))
        .map(Term::value)
        .findFirst();
  }

  public boolean isEverything() {
    return terms.isEmpty();
  }
}
