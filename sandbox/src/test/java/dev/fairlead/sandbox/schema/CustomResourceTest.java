package dev.fairlead.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.validate.CustomValidation;
import dev.fairlead.sandbox.schema.validate.StructuralSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of a kube-apiserver 1.36.3. */
class CustomResourceTest {

  private static final Kind RICH = CustomKinds.kind("Rich", CustomKinds.schema("rich"));
  private static final Kind RULE = CustomKinds.kind("Rule", CustomKinds.schema("rule"));

  private static ObjectNode decoded(Kind kind, String spec) throws Exception {
    return CustomKinds.decoded(
        kind, CustomKinds.object(kind.name(), CustomKinds.JSON.readTree(spec)).toString());
  }

  private static List<String> errors(Kind kind, String spec) throws Exception {
    return CustomKinds.errors(kind.schema(), decoded(kind, spec));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"size":"a"}| spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"
          {"size":9}| spec.size: Invalid value: 9: spec.size in body should be less than or equal to 5
          {"size":null}| spec.size: Required value
          {"size":1,"str":"abcde"}| spec.str: Too long: may not be more than 4 bytes
          {"size":1,"str":"AB"}| spec.str: Invalid value: "AB": spec.str in body should match '^[a-z]+$'
          {"size":1,"en":"C"}| spec.en: Unsupported value: "C": supported values: "A", "B"
          {"size":1,"ios":1.5}| spec.ios: Invalid value: "number": spec.ios in body must be of type integer,string: "number"
          {"size":1,"list":["a","b","c"]}| spec.list: Too many: 3: must have at most 2 items
          {"size":1,"set":["a","a"]}| spec.set[1]: Duplicate value: "a"
          {"size":1,"lmap":[{"name":"a"},{"name":"a"}]}| spec.lmap[1]: Duplicate value: {"name":"a"}
          {"size":1,"no":"bad"}| <nil>: Invalid value: "": "spec.no" must not validate the schema (not)
          {"size":1,"dt":"x"}| spec.dt: Invalid value: "x": spec.dt in body must be of type date-time: "x"
          """)
  void whatIsWrongIsToldAsTheApiTellsIt(String spec, String error) throws Exception {
    assertThat(errors(RICH, spec)).containsExactly(error);
  }

  @Test
  void defaultsComeAndUnknownFieldsGo() throws Exception {
    ObjectNode object =
        decoded(RICH, "{\"size\":1,\"foo\":2,\"nuld\":null,\"def\":null,\"omap\":{\"k\":{}}}");
    assertThat(object.path("spec"))
        .isEqualTo(
            CustomKinds.JSON.readTree(
                """
                {"size":1,"nuld":null,"def":"d","omap":{"k":{"a":"x"}},"obj":{"a":"aa"}}
                """));
  }

  @Test
  void anUnchangedFaultIsTolerated() throws Exception {
    ObjectNode old = decoded(RICH, "{\"size\":9}");
    ObjectNode changed = decoded(RICH, "{\"size\":9,\"en\":\"A\"}");
    assertThat(CustomValidation.validateUpdate(RICH.schema(), changed, old)).isEmpty();
    ObjectNode worse = decoded(RICH, "{\"size\":10}");
    assertThat(CustomValidation.validateUpdate(RICH.schema(), worse, old)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"a","min":3,"max":2}~ spec: Invalid value: min over max
          {"name":"bad"}~ spec.name: Forbidden: name is bad
          {"name":"a","n":1}~ spec.n: Invalid value: 1: failed rule: self > 2
          {"name":"a","m":{"a":1}}~ spec: Invalid value: "object": no such key: k evaluating rule: !has(self.m) || self.m['k'] == 1
          {"name":"a","em":{"a":7}}~ spec.em[a]: Invalid value: 7: failed rule: self != 7
          """)
  void rulesAreToldAsTheApiTellsThem(String spec, String error) throws Exception {
    assertThat(errors(RULE, spec)).containsExactly(error);
  }

  @Test
  void aTransitionRuleSeesTheOldValue() throws Exception {
    ObjectNode old = decoded(RULE, "{\"name\":\"a\",\"imm\":\"1\",\"opt\":1}");
    ObjectNode changed = decoded(RULE, "{\"name\":\"a\",\"imm\":\"2\",\"opt\":0}");
    assertThat(CustomValidation.validateUpdate(RULE.schema(), changed, old))
        .extracting(FieldError::text)
        .containsExactly(
            "spec: Invalid value: imm is immutable",
            "spec.opt: Invalid value: 0: failed rule: oldSelf.hasValue() ? oldSelf.value() <= self"
                + " : self == 1");
  }

  @Test
  void wrongMetadataIsRefused() {
    assertThatThrownBy(() ->
            CustomKinds.decoded(
                RICH,
                "{\"apiVersion\":\"schema.example.com/v1\",\"kind\":\"Rich\","
                    + "\"metadata\":{\"name\":3}}"))
        .hasMessage(
            "Rich in version \"v1\" cannot be handled as a Rich: json: cannot unmarshal number into"
                + " Go struct field ObjectMeta.name of type string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"object","properties":{"a":{}}}| s.properties[a].type: Required value: must not be empty for specified object fields
          {"type":"object","properties":{"a":{"type":"array"}}}| s.properties[a].items: Required value: must be specified
          {"type":"object","properties":{"a":{"type":"integer","default":"x"}}}| s.properties[a].default: Invalid value: "string":  in body must be of type integer: "string"
          {"type":"object","properties":{"a":{"type":"integer","x-kubernetes-validations":[{"rule":"self"}]}}}| s.properties[a].x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: cel expression must evaluate to a bool
          """)
  void aSchemaMustBeStructural(String schema, String error) throws Exception {
    assertThat(StructuralSchema.validate(CustomKinds.JSON.readTree(schema), "s"))
        .extracting(FieldError::text)
        .contains(error);
  }
}
