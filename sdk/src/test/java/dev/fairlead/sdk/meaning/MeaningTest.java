package dev.fairlead.sdk.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: %s
      """;

  private static final String CERTIFICATE =
      """
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: a}
      spec: %s
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{containers: [{name: c, resources: {limits: {cpu: 1000m}}}]}"
            + " | {containers: [{name: c, resources: {limits: {cpu: '1'}}}]}",
        "{containers: [{name: c, ports: [{containerPort: 80}, {containerPort: 81}]}]}"
            + " | {containers: [{name: c, ports: [{containerPort: 81}, {containerPort: 80}]}]}",
        "{containers: [{name: c, livenessProbe: {httpGet: {port: 80}}}]}"
            + " | {containers: [{name: c, livenessProbe: {httpGet: {port: '80'}}}]}",
        "{containers: [{name: c}], nodeSelector: {}} | {containers: [{name: c}]}",
      })
  void writtenDifferentlyMeansTheSame(String one, String other) {
    assertSame(read(POD.formatted(one)), read(POD.formatted(other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{containers: [{name: c, command: [a, b]}]} | {containers: [{name: c, command: [b, a]}]}",
        "{volumes: [{name: v, emptyDir: {}}]} | {volumes: [{name: v}]}",
        "{hostNetwork: false} | {hostNetwork: true}",
        "{containers: [{name: c, env: [{name: t, value: 60m}]}]}"
            + " | {containers: [{name: c, env: [{name: t, value: 1h}]}]}",
      })
  void anotherMeaningIsAnother(String one, String other) {
    assertOther(read(POD.formatted(one)), read(POD.formatted(other)));
  }

  @Test
  void aDurationOfACustomKindIsTheSameHoweverItIsWritten() {
    HasMetadata desired = read(CERTIFICATE.formatted("{duration: 90m}"));
    HasMetadata observed = read(CERTIFICATE.formatted("{duration: 1h30m0s}"));

    assertSame(desired, observed);
    assertThat(Meaning.holds(desired, observed)).isTrue();
    assertThat(Meaning.differences(desired, read(CERTIFICATE.formatted("{duration: 91m}"))))
        .containsExactly("spec.duration");
  }

  @Test
  void textsOfAConfigMapAreTexts() {
    assertOther(data(Map.of("storage", "1")), data(Map.of("storage", "1000m")));
    assertOther(data(Map.of("every", "60m")), data(Map.of("every", "1h")));
  }

  @Test
  void whatTheServerAddsDoesNotCount() {
    ConfigMap desired = data(Map.of("a", "1"));
    ConfigMap observed =
        new ConfigMapBuilder(desired)
            .editMetadata()
            .withUid("u")
            .withResourceVersion("7")
            .addToAnnotations("fairlead.dev/applied", "x")
            .endMetadata()
            .build();

    assertSame(desired, observed);
  }

  @Test
  void defaultsDoNotCountAgainstWhatIsDesired() {
    HasMetadata desired = read(POD.formatted("{containers: [{name: c}]}"));
    HasMetadata observed =
        read(POD.formatted("{restartPolicy: Always, containers: [{name: c, tty: false}]}"));

    assertThat(Meaning.holds(desired, observed)).isTrue();
    assertThat(Meaning.equal(desired, observed)).isFalse();
  }

  @Test
  void aHashDoesNotMindTheOrderOfFieldsAndIsTheSameInEveryProcess() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", List.of(1, 2));
    one.put("a", "x");
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("a", "x");
    other.put("b", List.of(1, 2));

    assertThat(Hash.of(one)).isEqualTo(Hash.of(other)).isEqualTo("d31d38e16045fdba");
    assertThat(Hash.of(one, "more")).isNotEqualTo(Hash.of(one));
    assertThat(Hash.of("a", "b")).isNotEqualTo(Hash.of("b", "a"));
  }

  private static void assertSame(Object one, Object other) {
    assertThat(Meaning.equal(one, other)).isTrue();
    assertThat(Hash.of(one)).isEqualTo(Hash.of(other));
  }

  private static void assertOther(Object one, Object other) {
    assertThat(Meaning.equal(one, other)).isFalse();
    assertThat(Hash.of(one)).isNotEqualTo(Hash.of(other));
  }

  private static ConfigMap data(Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("a")
        .endMetadata()
        .withData(data)
        .build();
  }

  private static HasMetadata read(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
