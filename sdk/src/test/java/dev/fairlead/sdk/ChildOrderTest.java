package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildOrderTest {

  @Controller(deletion = Deletion.FOREGROUND)
  @Owns(ConfigMap.class)
  private static final class Foreground implements Reconciler<Vessel> {
    @Override
    public Result reconcile(Observed<Vessel> observed, Context context) {
      return Desired.noChildren();
    }
  }

  @Owns(ConfigMap.class)
  private static final class Background implements Reconciler<Vessel> {
    @Override
    public Result reconcile(Observed<Vessel> observed, Context context) {
      return Desired.noChildren();
    }
  }

  private static final Vessel ARGO = Vessel.named("argo");
  private static final ControllerDefinition<Vessel> DEFINITION =
      ControllerDefinition.of(new Foreground());

  @Test
  void thenWaitsForAllBefore() {
    Desired desired =
        Desired.children(map("a"), map("b")).then(map("c")).then(map("d")).and(map("e"));

    assertThat(levels(desired)).containsExactly("a 0", "b 0", "e 0", "c 1", "d 2");
    assertThat(DEFINITION.problems(ARGO, desired)).isEmpty();
  }

  @Test
  void whatIsStatedFirstMayComeLast() {
    Desired desired =
        Desired.of(
            Child.of(map("web")).after(map("database")),
            Child.of(map("database")).after(map("secret")),
            Child.of(map("secret")));

    assertThat(levels(desired)).containsExactly("secret 0", "database 1", "web 2");
  }

  @Test
  void aCycleIsNamed() {
    Desired desired =
        Desired.of(
            Child.of(map("free")),
            Child.of(map("a")).after(map("b")),
            Child.of(map("b")).after(map("c")),
            Child.of(map("c")).after(map("a")));

    assertThat(DEFINITION.problems(ARGO, desired))
        .containsExactly(
            new Problem(
                Problem.Cause.ORDER,
                "Children wait for each other: ConfigMap a waits for ConfigMap b waits for ConfigMap"
                    + " c, and that for ConfigMap a again: take one `after` out"));
    assertThat(DEFINITION.problems(ARGO, Desired.of(Child.of(map("a")).after(map("a")))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("ConfigMap a"));
  }

  @Test
  void whatIsWaitedForHasToBeDesired() {
    assertThat(DEFINITION.problems(ARGO, Desired.of(Child.of(map("a")).after(map("b")))))
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.message()).startsWith("ConfigMap a waits for ConfigMap b, which"));
  }

  @Test
  void whatIsKeptHasToOutliveItsOwner() {
    Desired desired = Desired.of(Child.of(map("a")).keep());

    assertThat(DEFINITION.problems(ARGO, desired)).isEmpty();
    assertThat(ControllerDefinition.of(new Background()).problems(ARGO, desired))
        .extracting(Problem::cause)
        .containsExactly(Problem.Cause.NOT_KEPT);
  }

  @Test
  void childrenThatGoFirstAskForAFinalizer() {
    assertThat(DEFINITION.finalizer()).contains("fairlead.dev/vessel");
    assertThat(ControllerDefinition.of(new Background()).finalizer()).isEmpty();
  }

  private static List<String> levels(Desired desired) {
    ChildOrder order = ChildOrder.of(desired.plan());
    return order.sorted().stream()
        .map(child -> child.id().name() + " " + order.level(child))
        .toList();
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
