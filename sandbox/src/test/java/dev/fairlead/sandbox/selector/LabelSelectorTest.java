package dev.fairlead.sandbox.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected was asked from a kube-apiserver. */
class LabelSelectorTest {

  private static final Map<String, String> LABELS = Map.of("a", "b", "n", "7", "empty", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a=b                  | true
          a==b                 | true
          a=c                  | false
          a!=b                 | false
          x!=b                 | true
          a                    | true
          !a                   | false
          !x                   | true
          a in (b, c)          | true
          a notin (b, c)       | false
          x notin (b)          | true
          empty=               | true
          empty in ()          | true
          a in (,b)            | true
          n>6,n<8              | true
          n>7                  | false
          a>1                  | false
          a=b,!x,n in (7)      | true
          in in (in)           | false
          """)
  void selects(String text, boolean expected) throws Rejection {
    assertEquals(expected, LabelSelector.parse(text).matches(LABELS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a in (b     | unable to parse requirement: found '', expected: ',' or ')'
          a=b=c       | found '=', expected: ',' or 'end of string'
          a,,b        | found ',', expected: identifier after ','
          ,           | found ',', expected: !, identifier, or 'end of string'
          !a=b        | found '=', expected: ',' or 'end of string'
          a notin b   | unable to parse requirement: found 'b' expected: '('
          a b         | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
          !!a         | unable to parse requirement: found '!', expected: identifier
          a in (=)    | unable to parse requirement: found '=', expected: ',', ')' or identifier
          a in (b)c   | found 'c', expected: ',' or 'end of string'
          a=<b        | unable to parse requirement: found '<', expected: identifier
          /b=1        | unable to parse requirement: <nil>: Invalid value: "/b": prefix part must be non-empty
          a>b         | unable to parse requirement: values[0]: Invalid value: "b": for 'Gt', 'Lt' operators, the value must be an integer
          """)
  void refuses(String text, String message) {
    Rejection rejection = assertThrows(Rejection.class, () -> LabelSelector.parse(text));
    assertEquals(400, rejection.status().code());
    assertEquals(message, rejection.status().message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                        | true
          {"matchLabels":{"a":"b"}}                                                 | true
          {"matchLabels":{"a":"c"}}                                                 | false
          {"matchExpressions":[{"key":"a","operator":"In","values":["b"]}]}         | true
          {"matchExpressions":[{"key":"x","operator":"DoesNotExist"}]}              | true
          {"matchExpressions":[{"key":"a","operator":"NotIn","values":["b","c"]}]}  | false
          """)
  void selectsByObject(String selector, boolean expected) throws Exception {
    assertEquals(expected, LabelSelector.of(new ObjectMapper().readTree(selector)).matches(LABELS));
  }
}
