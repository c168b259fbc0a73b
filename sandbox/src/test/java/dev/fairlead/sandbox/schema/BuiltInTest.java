package dev.fairlead.sandbox.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.schema.decode.Decoder;
import dev.fairlead.sandbox.schema.decode.FieldValidation;
import dev.fairlead.sandbox.schema.decode.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of a kube-apiserver 1.36.3. */
class BuiltInTest {

  private static final Kind DEPLOYMENT =
      new Kind(
          "apps",
          "v1",
          "deployments",
          "deployment",
          "Deployment",
          "DeploymentList",
          List.of(),
          List.of(),
          true,
          Set.of(),
          Map.of(),
          Definitions.builtIn().kind("apps", "v1", "Deployment").orElseThrow(),
          Optional.empty());

  private static RequestBody json(String text) throws Exception {
    return RequestBody.json("Deployment", text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"spec":{"replicas":"a"}}| json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32
          {"spec":{"replicas":1.5}}| json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32
          {"spec":{"paused":"x"}}| json: cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool
          {"spec":{"selector":[]}}| json: cannot unmarshal array into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector
          {"spec":{"template":{"metadata":{"labels":{"a":1}}}}}| json: cannot unmarshal number into Go struct field ObjectMeta.spec.template.metadata.labels of type string
          {"spec":{"template":{"spec":{"containers":{}}}}}| json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container
          {"spec":{"template":{"spec":{"containers":[{"name":1}]}}}}| json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.name of type string
          {"spec":{"template":{"metadata":{"creationTimestamp":"yesterday"}}}}| parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"
          {"spec":{"strategy":{"rollingUpdate":{"maxSurge":true}}}}| json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32
          """)
  void aValueOfTheWrongTypeIsRefused(String body, String why) {
    assertThatThrownBy(() -> Decoder.decode(DEPLOYMENT, json(body)))
        .hasMessage("Deployment in version \"v1\" cannot be handled as a Deployment: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {| unexpected end of JSON input ({)
          {"a":}| invalid character '}' looking for beginning of value ({"a":})
          {"a":1} x| invalid character 'x' after top-level value ({"a":1} x)
          {"kind":3}| json: cannot unmarshal number into Go struct field .kind of type string ({"kind":3})
          """)
  void malformedJsonIsRefused(String body, String why) {
    assertThatThrownBy(() -> json(body))
        .hasMessage(
            "the object provided is unrecognized (must be of type Deployment): couldn't get"
                + " version/kind; json parse error: "
                + why);
  }

  @Test
  void unknownAndDuplicateFieldsAreTold() throws Exception {
    String body = "{\"spec\":{\"replicas\":1,\"replicas\":2,\"foo\":{\"a\":1,\"a\":2}}}";
    RequestBody read = json(body);
    List<String> problems = Decoder.decode(DEPLOYMENT, read);
    assertThat(problems)
        .containsExactly("duplicate field \"spec.replicas\"", "unknown field \"spec.foo\"");
    assertThat(read.object().path("spec").toString()).isEqualTo("{\"replicas\":2}");
    assertThatThrownBy(() -> FieldValidation.STRICT.judge(DEPLOYMENT, problems))
        .hasMessage(
            "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error:"
                + " duplicate field \"spec.replicas\", unknown field \"spec.foo\"");
  }

  @Test
  void yamlTellsTheLine() throws Exception {
    RequestBody read =
        RequestBody.yaml("Deployment", "spec:\n  replicas: 1\n  replicas: 2\n".getBytes(UTF_8));
    List<String> problems = Decoder.decode(DEPLOYMENT, read);
    assertThat(problems)
        .containsExactly("yaml: unmarshal errors:\n  line 3: key \"replicas\" already set in map");
    assertThat(FieldValidation.WARN.judge(DEPLOYMENT, problems))
        .containsExactly("line 3: key \"replicas\" already set in map");
  }

  @Test
  void malformedYamlIsRefused() {
    assertThatThrownBy(() -> RequestBody.yaml("Deployment", "a: [".getBytes(UTF_8)))
        .hasMessage(
            "the object provided is unrecognized (must be of type Deployment): yaml: line 1: did"
                + " not find expected node content (613a205b)");
  }

  @Test
  void anotherKindIsRefused() {
    assertThatThrownBy(
            () -> Decoder.decode(DEPLOYMENT, json("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}")))
        .hasMessage(
            "Pod in version \"v1\" cannot be handled as a Deployment: converting (v1.Pod) to"
                + " (apps.Deployment): unknown conversion");
  }

  @ParameterizedTest
  @CsvSource({
    "1000m,1",
    "0.5,500m",
    "1024Mi,1Gi",
    "1.5Gi,1536Mi",
    "1e3,1e3",
    "0,0",
    "100k,100k",
    "1000k,1M",
    "1.5,1500m",
    "2048,2048"
  })
  void quantitiesHaveOneForm(String text, String canonical) {
    assertThat(Quantity.parse(text)).map(Quantity::toString).hasValue(canonical);
  }
}
