package dev.fairlead.sandbox.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected was asked from a kube-apiserver. */
class DefinitionValidationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Kind KIND =
      new KindRegistry()
          .kind("apiextensions.k8s.io", "v1", "CustomResourceDefinition")
          .orElseThrow();

  private static final String VALID =
      """
      {"metadata":{"name":"foos.example.com"},
       "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"foos","kind":"Foo"},
        "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
          {"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"}}}}}}}]}}
      """;

  @Test
  void acceptsAndCompletes() throws Exception {
    ObjectNode object = prepared("{}");
    assertEquals(List.of(), new DefinitionStrategy().validate(KIND, object));
    assertEquals(
        "{\"conditions\":null,\"acceptedNames\":{\"plural\":\"\",\"kind\":\"\"},\"storedVersions\":[\"v1\"]}",
        object.path("status").toString());
    assertEquals("FooList", object.path("spec").path("names").path("listKind").asText());
    assertEquals("None", object.path("spec").path("conversion").path("strategy").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"metadata":{"name":"x"}}          | metadata.name: Invalid value: "x": must be spec.names.plural+"."+spec.group
          {"spec":{"scope":"X"}}             | spec.scope: Unsupported value: "X": supported values: "Cluster", "Namespaced"
          {"spec":{"scope":""}}              | spec.scope: Required value
          {"spec":{"names":{"listKind":"Foo"}}} | spec.names.listKind: Invalid value: "Foo": kind and listKind may not be the same
          {"spec":{"preserveUnknownFields":true}} | spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead
          {"spec":{"versions":[]}}           | spec.versions: Invalid value: []: must have exactly one version marked as storage version; status.storedVersions: Invalid value: null: must have at least one stored version
          {"spec":{"versions":[{"name":"v1","storage":true}]}} | spec.versions[0].schema.openAPIV3Schema: Required value
          {"spec":{"conversion":{"strategy":"Webhook"}}} | spec.conversion.strategy: Unsupported value: "Webhook": supported values: "None"
          """)
  void refuses(String change, String expected) throws Exception {
    assertEquals(expected, errors(prepared(change)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"deprecationWarning":"x"}         | spec.versions[0].deprecationWarning: Invalid value: "x": can only be set for deprecated versions
          {"additionalPrinterColumns":[{"name":"a","type":"x","jsonPath":"spec"}]} | spec.additionalPrinterColumns[0].type: Invalid value: "x": must be one of boolean,date,integer,number,string; spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec": must be a simple json path starting with .
          {"subresources":{"scale":{"specReplicasPath":".status.a","statusReplicasPath":"x"}}} | spec.subresources.scale.specReplicasPath: Invalid value: ".status.a": should be a json path under .spec; spec.subresources.scale.statusReplicasPath: Invalid value: "x": must be a simple json path starting with .
          {"selectableFields":[{"jsonPath":".spec.a"},{"jsonPath":".spec.b"},{"jsonPath":"spec"}]} | spec.selectableFields[1].jsonPath: Invalid value: ".spec.b": is an invalid path: does not refer to a valid field; spec.selectableFields[2].jsonPath: Invalid value: "spec": is an invalid path: expected [ or . but got: spec
          """)
  void refusesInAVersion(String change, String expected) throws Exception {
    ObjectNode object = prepared("{}");
    ((ObjectNode) object.path("spec").path("versions").path(0))
        .setAll((ObjectNode) JSON.readTree(change));
    assertEquals(expected, errors(object));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"spec":{"scope":"Cluster"}}            | spec.scope: Invalid value: "Cluster": field is immutable
          {"spec":{"names":{"kind":"Bar"}}}       | spec.names.kind: Invalid value: "Bar": field is immutable
          {"spec":{"names":{"plural":"bars"}}}    | spec.names.plural: Invalid value: "bars": field is immutable
          """)
  void refusesToChange(String change, String expected) throws Exception {
    ObjectNode old = prepared("{}");
    ((ObjectNode) old.path("status"))
        .set("conditions", JSON.readTree("[{\"type\":\"Established\",\"status\":\"True\"}]"));
    ObjectNode object = prepared(change);
    DefinitionStrategy strategy = new DefinitionStrategy();
    strategy.prepareForUpdate(KIND, "", object, old);
    assertEquals(expected, text(strategy.validateUpdate(KIND, "", object, old)));
    assertEquals(2, object.path("metadata").path("generation").asInt());
  }

  private static ObjectNode prepared(String change) throws Exception {
    ObjectNode object =
        merge((ObjectNode) JSON.readTree(VALID), (ObjectNode) JSON.readTree(change));
    DefinitionStrategy strategy = new DefinitionStrategy();
    strategy.defaults(KIND, object);
    strategy.prepareForCreate(KIND, object);
    return object;
  }

  private static ObjectNode merge(ObjectNode object, ObjectNode change) {
    change
        .properties()
        .forEach(field -> {
          if (field.getValue() instanceof ObjectNode inner
              && object.get(field.getKey()) instanceof ObjectNode present) {
            merge(present, inner);
          } else {
            object.set(field.getKey(), field.getValue());
          }
        });
    return object;
  }

  private static String errors(ObjectNode object) {
    return text(new DefinitionStrategy().validate(KIND, object));
  }

  private static String text(List<FieldError> errors) {
    return String.join("; ", errors.stream().map(FieldError::text).toList());
  }
}
