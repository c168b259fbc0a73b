package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.Decoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be is told by the field and what helps. */
class MistakeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          options: {extraArguments: ["-m 64"]}               | spec.options.extraArguments has "-m 64": write it as --name or --name=value
          options: {extraArguments: ["--max-item-size=2m", "--memory-limit=9"]} | has --memory-limit=9, which the operator sets
          options: {extraArguments: ["--mem=9"]}              | has --mem=9, which the operator sets
          options: {extraArguments: ["--port=1"]}             | has --port=1, which the operator sets
          service: {port: 80}                                | spec.service.port is 80, and a headless Service
          disruptionBudget: {minAvailable: 1, maxUnavailable: 1} | exclude each other: leave one
          disruptionBudget: {minAvailable: half}             | spec.disruptionBudget has "half"
          disruptionBudget: {maxUnavailable: -1}             | spec.disruptionBudget has "-1"
          zonePreference: "a zone"                           | spec.zonePreference is "a zone"
          resources: {limits: {memory: 64Mi}}                | spec.resources.limits.memory is 64Mi, and the items alone take 64Mi
          resources: {limits: {memory: much}}                | spec.resources.limits.memory is no quantity
          """)
  void whatCannotBeIsToldWithWhatHelps(String spec, String message) {
    assertThat(Mistake.in(memcached("cache", spec)))
        .hasValueSatisfying(mistake -> {
          assertThat(mistake.reason()).isEqualTo("InvalidSpec");
          assertThat(mistake.message()).contains(message);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          service: {port: 80, headless: false}
          service: {}
          disruptionBudget: {minAvailable: 50%}
          disruptionBudget: {}
          options: {extraArguments: ["--extended=modern,track_sizes", "--disable-cas"]}
          options: {memoryMebibytes: 1024, threads: 8, maxConnections: 100}
          resources: {limits: {memory: 0.1Gi}, requests: {cpu: 1}}
          antiAffinity: Required
          zonePreference: eu-central-1a
          """)
  void whatCanBeIsTaken(String spec) {
    assertThat(Mistake.in(memcached("cache", spec))).isEmpty();
  }

  @Test
  void aServiceNeedsANameThatItCanHave() {
    assertThat(Mistake.in(memcached("1st.cache", "image: memcached:1.6"))).isEmpty();
    assertThat(Mistake.in(memcached("1st.cache", "service: {}")))
        .hasValueSatisfying(mistake -> {
          assertThat(mistake.reason()).isEqualTo("InvalidName");
          assertThat(mistake.message()).contains("1st.cache cannot be that of a Service");
        });
  }

  static Memcached memcached(String name, String spec) {
    return Decoding.serialization()
        .unmarshal(
            """
            apiVersion: cache.example.com/v1
            kind: Memcached
            metadata: {name: %s, namespace: shop}
            spec:
              replicas: 2
              %s
            """
                .formatted(name, spec),
            Memcached.class);
  }
}
