package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

  private static final Condition.Type READY = Condition.of("Ready");

  @Test
  void everyResultCarriesAReport() {
    Condition ready = READY.isTrue("Fine", "");
    Event sailed = Event.normal("Sailed", "left the harbour");
    Vessel.Status status = new Vessel.Status(3, List.of());

    for (Result result :
        List.of(
            Desired.noChildren().status(status).condition(ready).event(sailed),
            Outcome.done().status(status).condition(ready).event(sailed),
            Outcome.failed("Storm", "wait").status(status).condition(ready).event(sailed),
            Outcome.rejected("Leak", "mend").status(status).condition(ready).event(sailed))) {
      assertThat(result.report().status()).contains(status);
      assertThat(result.report().conditions()).containsExactly(ready);
      assertThat(result.report().events()).containsExactly(sailed);
    }
  }

  @Test
  void resultsAreValues() {
    Desired bare = Desired.noChildren();

    assertThat(bare.condition(READY.isTrue("Fine", ""))).isNotEqualTo(bare);
    assertThat(bare.report()).isEqualTo(Report.NOTHING);
    assertThat(bare).isEqualTo(Desired.children(List.of()));
  }

  @Test
  void delaysArePositive() {
    assertThat(Desired.noChildren().lookAgainAfter(Duration.ofSeconds(1)).lookAgain())
        .contains(Duration.ofSeconds(1));
    assertThatThrownBy(() -> Desired.noChildren().lookAgainAfter(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Outcome.retryAfter(Duration.ofSeconds(-1), "tide"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void observedObjectsAreFoundByKindAndName() {
    ConfigMap charts =
        new ConfigMapBuilder().withNewMetadata().withName("charts").endMetadata().build();
    Observed<Vessel> observed = Observed.of(Vessel.named("argo")).withChild(charts);

    assertThat(observed.child(ConfigMap.class, "charts")).containsSame(charts);
    assertThat(observed.child(ConfigMap.class, "log")).isEmpty();
    assertThat(observed.child(Secret.class, "charts")).isEmpty();
    assertThat(observed.reads(ConfigMap.class)).isEmpty();
    assertThat(observed.withRead(charts).read(ConfigMap.class, "charts")).isPresent();
  }

  @Test
  void aTestSeesTheWritesAndMayEndTheAttempt() {
    Vessel argo = Vessel.named("argo");
    TestContext context = TestContext.of(argo);

    assertThat(context.writes().create(argo).orThrow()).isSameAs(argo);
    assertThat(context.written()).containsExactly(new TestContext.Write("create", argo));
    context.cancel();
    assertThatThrownBy(() -> context.writes().delete(argo)).isInstanceOf(RevokedException.class);
    assertThatThrownBy(context::checkCancelled).isInstanceOf(RevokedException.class);
  }

  @Test
  void laterAttemptsCompareGreater() {
    assertThat(new Context.Fence(2, 1)).isGreaterThan(new Context.Fence(1, 9));
    assertThat(new Context.Fence(2, 2)).isGreaterThan(new Context.Fence(2, 1));
  }
}
