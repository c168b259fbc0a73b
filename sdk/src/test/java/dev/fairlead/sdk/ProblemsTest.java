package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Owns(ConfigMap.class)
  private static final class OwnsConfigMaps implements Reconciler<Vessel> {
    @Override
    public Result reconcile(Observed<Vessel> observed, Context context) {
      return Desired.noChildren();
    }
  }

  private static final Vessel ARGO = Vessel.named("argo");
  private static final ControllerDefinition<Vessel> DEFINITION =
      ControllerDefinition.of(new OwnsConfigMaps());

  @Test
  void aSoundResultHasNone() {
    assertThat(
            DEFINITION.problems(
                ARGO,
                Desired.children(named("charts"), named("log.book"))
                    .status(new Vessel.Status(3, List.of()))))
        .isEmpty();
  }

  @Test
  void childrenNeedNames() {
    assertCauses(Desired.children(new ConfigMap()), Problem.Cause.MISSING_NAME);
  }

  @Test
  void namesHaveLimits() {
    assertCauses(Desired.children(named("Upper")), Problem.Cause.INVALID_NAME);
    assertCauses(Desired.children(named("a".repeat(254))), Problem.Cause.INVALID_NAME);
    assertCauses(
        Desired.children(
            new ConfigMapBuilder(named("charts"))
                .editMetadata()
                .withLabels(Map.of("vessel", "a".repeat(64)))
                .endMetadata()
                .build()),
        Problem.Cause.INVALID_NAME);
  }

  @Test
  void childrenLiveWithTheirOwner() {
    ConfigMap elsewhere =
        new ConfigMapBuilder(named("charts"))
            .editMetadata()
            .withNamespace("sea")
            .endMetadata()
            .build();

    assertCauses(Desired.children(elsewhere), Problem.Cause.OTHER_NAMESPACE);
    assertThat(DEFINITION.problems(ARGO, Desired.children(elsewhere)))
        .singleElement()
        .asString()
        .contains("ConfigMap sea/charts is not in the namespace harbour");
  }

  @Test
  void childrenAreOfOwnedKinds() {
    assertCauses(
        Desired.children(
            new SecretBuilder().withNewMetadata().withName("key").endMetadata().build()),
        Problem.Cause.NOT_OWNED);
  }

  @Test
  void childrenAreStatedOnce() {
    ConfigMap withNamespace =
        new ConfigMapBuilder(named("charts"))
            .editMetadata()
            .withNamespace("harbour")
            .endMetadata()
            .build();

    assertCauses(Desired.children(named("charts"), withNamespace), Problem.Cause.DUPLICATE);
  }

  @Test
  void theStatusIsOfItsClass() {
    assertCauses(Outcome.done().status("fine"), Problem.Cause.WRONG_STATUS);
    assertThat(DEFINITION.problems(ARGO, Outcome.done().status(Map.of("aboard", 3)))).isEmpty();
  }

  private static void assertCauses(Result result, Problem.Cause... causes) {
    assertThat(DEFINITION.problems(ARGO, result))
        .extracting(Problem::cause)
        .containsExactly(causes);
  }

  private static ConfigMap named(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
