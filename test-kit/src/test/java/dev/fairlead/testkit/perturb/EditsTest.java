package dev.fairlead.testkit.perturb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which edits a schema suggests. */
class EditsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static List<String> edits(String schema, String spec, boolean allowed, String... kept) {
    ObjectNode before = read(spec);
    return new Edits(read(schema), Set.of(kept))
        .of(before).stream()
            .filter(edit -> edit.allowed() == allowed)
            .flatMap(edit -> edit.in(before).stream())
            .map(after -> String.join(", ", Edits.differences(before, after)))
            .toList();
  }

  private static ObjectNode read(String yaml) {
    try {
      return (ObjectNode) YAML.readTree(yaml);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  @Test
  void aNumberGoesToItsBoundsAndBetween() {
    String schema = "{required: [n], properties: {n: {type: integer, minimum: 1, maximum: 9}}}";

    assertThat(edits(schema, "{n: 2}", true))
        .containsExactly("spec.n: 2 → 1", "spec.n: 2 → 5", "spec.n: 2 → 9");
    assertThat(edits(schema, "{n: 2}", false))
        .containsExactly(
            "spec.n: 2 → nothing", "spec.n: 2 → 0", "spec.n: 2 → 10", "spec.n: 2 → \"many\"");
  }

  @Test
  void whatIsOptionalComesAndGoes() {
    String schema = "{properties: {mode: {type: string, enum: [fast, slow]}, on: {type: boolean}}}";

    assertThat(edits(schema, "{mode: fast}", true))
        .containsExactly(
            "spec.mode: \"fast\" → nothing",
            "spec.mode: \"fast\" → \"slow\"",
            "spec.on: nothing → true",
            "spec.on: nothing → false");
    assertThat(edits(schema, "{mode: fast}", false))
        .containsExactly("spec.mode: \"fast\" → \"none-of-them\"");
  }

  @Test
  void aTextStaysWhatItsPatternOrFormatSays() {
    String schema =
        """
        required: [image, every, at, share]
        properties:
          image: {type: string, minLength: 1}
          every: {type: string, pattern: '^([0-9]+(h|m))+$', maxLength: 8}
          at: {type: string, format: date-time}
          share: {x-kubernetes-int-or-string: true}
        """;
    String spec = "{image: 'a:1', every: 5m, at: '2026-01-01T00:00:00Z', share: 50%}";

    assertThat(edits(schema, spec, true))
        .containsExactly(
            "spec.image: \"a:1\" → \"a:1-2\"",
            "spec.image: \"a:1\" → \"edited\"",
            "spec.every: \"5m\" → \"1h\"",
            "spec.every: \"5m\" → \"90m\"",
            "spec.at: \"2026-01-01T00:00:00Z\" → \"2026-06-01T00:00:00Z\"",
            "spec.at: \"2026-01-01T00:00:00Z\" → \"2027-06-01T00:00:00Z\"",
            "spec.share: \"50%\" → \"25%\"",
            "spec.share: \"50%\" → 1");
    assertThat(edits(schema, spec, false))
        .contains(
            "spec.image: \"a:1\" → \"\"",
            "spec.every: \"5m\" → \"\"",
            "spec.every: \"5m\" → \"xxxxxxxxx\"",
            "spec.share: \"50%\" → true");
  }

  @Test
  void aListGrowsAndShrinksAndMapsDoToo() {
    String schema =
        """
        required: [names, limits, ports]
        properties:
          names: {type: array, minItems: 1, maxItems: 2, items: {type: string}}
          limits: {type: object, additionalProperties: {x-kubernetes-int-or-string: true}}
          ports: {type: array, items: {type: object, required: [port], properties: {
            name: {type: string}, port: {type: integer, minimum: 1, maximum: 3}}}}
        """;

    assertThat(edits(schema, "{names: [a], limits: {cpu: 50m}, ports: [{port: 2}]}", true))
        .containsExactly(
            "spec.names: [\"a\"] → [\"a\",\"a-2\"]",
            "spec.names: [\"a\"] → [\"a-2\"]",
            "spec.names: [\"a\"] → [\"edited\"]",
            "spec.limits.cpu: \"50m\" → nothing",
            "spec.limits.cpu: \"50m\" → \"100m\"",
            "spec.limits.cpu: \"50m\" → \"1\"",
            "spec.limits.memory: nothing → 1",
            "spec.ports: [{\"port\":2}] → [{\"port\":2},{\"port\":1}]",
            "spec.ports: [{\"port\":2}] → []",
            "spec.ports: [{\"port\":2}] → [{\"port\":2,\"name\":\"edited\"}]",
            "spec.ports: [{\"port\":2}] → [{\"port\":2,\"name\":\"a2\"}]",
            "spec.ports: [{\"port\":2}] → [{\"port\":1}]",
            "spec.ports: [{\"port\":2}] → [{\"port\":3}]");
    assertThat(edits(schema, "{names: [a], limits: {cpu: 50m}, ports: []}", false))
        .contains("spec.names: [\"a\"] → []", "spec.ports: [] → \"text\"");
  }

  @Test
  void whatIsAbsentComesWithWhatItRequiresAndWhole() {
    String schema =
        """
        properties:
          service:
            type: object
            required: [port]
            properties: {port: {type: integer, minimum: 80}, headless: {type: boolean}}
        """;

    assertThat(edits(schema, "{}", true))
        .containsExactly(
            "spec.service: nothing → {\"port\":80}",
            "spec.service: nothing → {\"port\":80,\"headless\":true}");
    assertThat(edits(schema, "{service: {port: 80}}", true, "spec.service", "spec.service.port"))
        .containsExactly(
            "spec.service.headless: nothing → true", "spec.service.headless: nothing → false");
  }
}
