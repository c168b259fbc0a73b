package dev.fairlead.sandbox.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {

  private static final String OBJECT =
      """
      {"spec":{"replicas":3,"list":["a","b","c"],"a.b":"dotted"},
       "status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Synced","status":"False"}]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .spec.replicas                                   | [3]
          .spec.nothing                                    | []
          .spec.list[0]                                    | ["a"]
          .spec.list[-1]                                   | ["c"]
          .spec.list[*]                                    | ["a", "b", "c"]
          .spec.a\\.b                                      | ["dotted"]
          .spec['a.b']                                     | ["dotted"]
          .status.conditions[?(@.type=="Ready")].status    | ["True"]
          .status.conditions[?(@.type=='Synced')].status   | ["False"]
          .status.conditions[?(@.type != "Ready")].type    | ["Synced"]
          .status.conditions[?(@.type == "Other")].status  | []
          .spec[(what)]                                    | []
          """)
  void finds(String path, String expected) throws Exception {
    assertEquals(
        expected, JsonPath.parse(path).find(new ObjectMapper().readTree(OBJECT)).toString());
  }
}
