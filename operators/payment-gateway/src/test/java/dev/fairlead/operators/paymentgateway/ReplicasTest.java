package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicasTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Autoscaling TWO_TO_EIGHT = new Autoscaling(2, 8, 80);

  @Test
  void withoutAnAutoscalerTheSpecHasThem() {
    assertStated(spec(3, null), null, 3, "spec");
    assertStated(spec(3, null), deployment(7, "spec"), 3, "spec");
    assertStated(spec(null, null), null, 1, "spec");
    assertStated(spec(null, null), deployment(7, "spec"), 7, "spec");
  }

  @Test
  void aNewGatewayStartsWithinTheBoundsOfItsAutoscaler() {
    assertStated(spec(null, TWO_TO_EIGHT), null, 2, "spec");
    assertStated(spec(5, TWO_TO_EIGHT), null, 5, "spec");
    assertStated(spec(9, TWO_TO_EIGHT), null, 8, "spec");
  }

  @Test
  void whatTheSpecHadIsHandedOverBeforeItIsStatedNoMore() {
    Deployment deployment = deployment(3, "spec");
    PaymentGatewaySpec spec = spec(3, TWO_TO_EIGHT);

    assertThat(Replicas.of(spec, Optional.of(deployment), NOON))
        .isEqualTo(new Replicas.HandOver(deployment));
    assertThat(GatewayDeployment.numberOf(deployment).getSpec().getReplicas()).isEqualTo(3);
    assertThat(Replicas.of(spec, Optional.of(deployment(3, "autoscaler")), NOON))
        .isEqualTo(new Replicas.Autoscaled());
    assertThat(
            Replicas.of(
                spec, Optional.of(deployment(4, "spec, from 6 since 2026-06-01T11:59:00Z")), NOON))
        .as("in the middle of the way down")
        .isInstanceOf(Replicas.HandOver.class);
  }

  @Test
  void fromTheAutoscalerTheyGoDownByAStepAMinute() {
    PaymentGatewaySpec spec = spec(3, null);
    String by = "spec, from 6 since 2026-06-01T12:00:00Z";

    assertThat(Replicas.of(spec, Optional.of(deployment(6, "autoscaler")), NOON))
        .isEqualTo(new Replicas.Stated(6, by, Optional.of(NOON.plusSeconds(60))));
    assertThat(at(spec, 6, by, Duration.ofSeconds(59)).number()).isEqualTo(6);
    assertThat(at(spec, 6, by, Duration.ofMinutes(1)))
        .isEqualTo(new Replicas.Stated(5, by, Optional.of(NOON.plusSeconds(120))));
    assertThat(at(spec, 4, by, Duration.ofMinutes(3)))
        .isEqualTo(new Replicas.Stated(3, "spec", Optional.empty()));
    assertThat(at(spec, 6, by, Duration.ofSeconds(-30)).number())
        .as("a clock that is behind")
        .isEqualTo(6);
  }

  @Test
  void manyGoDownInTenStepsAndUpAtOnce() {
    String by = "spec, from 95 since 2026-06-01T12:00:00Z";

    assertThat(at(spec(1, null), 95, by, Duration.ofMinutes(1)).number()).isEqualTo(85);
    assertThat(at(spec(1, null), 15, by, Duration.ofMinutes(10)).number()).isEqualTo(1);
    assertThat(at(spec(99, null), 95, by, Duration.ofMinutes(1)).number()).isEqualTo(99);
    assertStated(spec(null, null), deployment(6, "autoscaler"), 6, "spec");
  }

  @Test
  void anAnnotationThatSomebodyElseWroteDoesNoHarm() {
    assertStated(spec(3, null), deployment(6, "spec, from many since yesterday"), 3, "spec");
    assertStated(spec(3, null), deployment(6, "spec, from 6"), 3, "spec");
    assertStated(
        spec(3, null),
        new DeploymentBuilder(deployment(6, ""))
            .editMetadata()
            .withAnnotations(null)
            .endMetadata()
            .build(),
        3,
        "spec");
  }

  private static Replicas.Stated at(
      PaymentGatewaySpec spec, int present, String by, Duration after) {
    return (Replicas.Stated)
        Replicas.of(spec, Optional.of(deployment(present, by)), NOON.plus(after));
  }

  private static void assertStated(
      PaymentGatewaySpec spec, @Nullable Deployment observed, int number, String by) {
    assertThat(Replicas.of(spec, Optional.ofNullable(observed), NOON))
        .isEqualTo(new Replicas.Stated(number, by, Optional.empty()));
  }

  private static PaymentGatewaySpec spec(
      @Nullable Integer replicas, @Nullable Autoscaling autoscaling) {
    return new PaymentGatewaySpec(replicas, "pay-tls", "gateway:1", autoscaling, null);
  }

  private static Deployment deployment(int replicas, String by) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("pay")
        .addToAnnotations(Replicas.BY, by)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }
}
