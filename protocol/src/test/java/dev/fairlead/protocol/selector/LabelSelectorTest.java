package dev.fairlead.protocol.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.selector.LabelSelector.Parsed;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors mean what they mean to the API server. */
class LabelSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of("app", "cache", "tier", "", "n", "5", "example.com/in", "in");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "app",
        "app=cache",
        "app==cache",
        " app = cache , tier = ",
        "tier=",
        "!gone",
        "gone!=x",
        "app!=web",
        "app in (web, cache)",
        "app in(cache)",
        "gone notin (a)",
        "tier in (,a)",
        "example.com/in in (in)",
        "n>4",
        "n<6",
        "app,tier,!x"
      })
  void matches(String selector) {
    assertThat(parse(selector)).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gone",
        "app=web",
        "app!=cache",
        "!app",
        "app notin (cache)",
        "gone in (a)",
        "n>5",
        "n<5",
        "app>1",
        "app=cache,gone"
      })
  void doesNotMatch(String selector) {
    assertThat(parse(selector)).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "app in; found '', expected: '('",
        "app in (); 'in' and 'notin' need at least one value",
        "app in (a; found '', expected: ')'",
        "app=a b; found 'b', expected: ','",
        ",app; found ',', expected: a label key",
        "app,; found '', expected: a label key",
        "app~x; 'app~x' is not a valid label key",
        "app=-x; '-x' is not a valid label value",
        "n>x; 'x' must be a whole number",
        "a like b; found 'like', expected: in, notin, =, ==, !=, > or <",
      })
  void isMalformed(String selector, String detail) {
    assertThat(LabelSelector.parse(selector)).isEqualTo(new Parsed.Malformed(detail));
  }

  private static Object parse(String text) {
    return switch (LabelSelector.parse(text)) {
      case Parsed.Selector(LabelSelector selector) -> selector.matches(LABELS);
      case Parsed.Malformed malformed -> malformed;
    };
  }
}
