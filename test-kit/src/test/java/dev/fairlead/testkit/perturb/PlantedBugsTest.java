package dev.fairlead.testkit.perturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.testkit.perturb.Fleet.Spec;
import dev.fairlead.testkit.perturb.Fleet.Status;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bugs as people write them, each in a reconciler that works as long as nothing goes wrong. */
class PlantedBugsTest {

  /** Creates under a random name, and notes the name down in another write. */
  @Owns(ConfigMap.class)
  static final class NotesNamesDownLater implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      List<String> ships =
          new ArrayList<>(
              Optional.ofNullable(fleet.getStatus()).map(Status::ships).orElseGet(List::of));
      while (ships.size() < fleet.getSpec().ships()) {
        String name = "ship-" + UUID.randomUUID().toString().substring(0, 5);
        var _ = context.writes().create(fleet.ownShip(name)).orThrow();
        ships.add(name);
      }
      return Outcome.done().status(new Status(ships));
    }
  }

  @Test
  void aCrashBetweenTwoWritesLeaksAChild() {
    String report = report(Perturbation.of(NotesNamesDownLater::new).given(Fleet.of(2)));

    assertThat(report)
        .contains("configmaps default/a-name-by-chance")
        .contains("is there, and should not be")
        .contains("the process dies before its 2nd write")
        .contains("-D" + Perturbation.SEED + "=");
  }

  /** Goes by how many children it sees, and not by which. */
  @Owns(ConfigMap.class)
  static final class Counts implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      int count = observed.children(ConfigMap.class).size();
      for (int i = count; i < fleet.getSpec().ships(); i++) {
        var _ = context.writes().create(fleet.ownShip("ship-" + i));
      }
      return Outcome.done();
    }
  }

  @Test
  void aCountThatIsNotTrueAnyMoreLeadsAstray() {
    String report =
        report(Perturbation.of(Counts::new).given(Fleet.of(3)).without(Trouble.FOREIGN_EDIT));

    assertThat(report).contains("configmaps default/ship-").contains("is missing");
  }

  /** Takes orders that it does not see yet for orders that were withdrawn. */
  @Owns(ConfigMap.class)
  @Reads(value = ConfigMap.class, byField = "spec.orders")
  static final class TakesUnseenForGone implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      return observed
          .read(ConfigMap.class, String.valueOf(fleet.getSpec().orders()))
          .map(orders -> Desired.children(fleet.ship("flagship", orders.getData())))
          .orElseGet(Desired::noChildren);
    }
  }

  @Test
  void aStaleCacheMakesItDeleteAndCreateAgain() {
    String report =
        report(
            Perturbation.of(TakesUnseenForGone::new)
                .given(Fleet.of(new Spec(1, "first", null)), Fleet.orders("first", "5"))
                .then(
                    "other orders are given",
                    client -> client.resource(Fleet.orders("second", "9")).create())
                .change("to follow them", it -> it.setSpec(new Spec(1, "second", null)))
                .withoutWayBack());

    assertThat(report)
        .contains("configmaps default/flagship was deleted by the controller and then created")
        .contains("sees the")
        .contains("watched kind as it was");
  }

  /** Does at one stage what the next relies on, and may never see that stage. */
  @Owns(ConfigMap.class)
  static final class ReliesOnEachStage implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      boolean refitted =
          "refit".equals(fleet.getSpec().stage())
              || observed
                  .child(ConfigMap.class, "flagship")
                  .filter(it -> "yes".equals(it.getData().get("refitted")))
                  .isPresent();
      return Desired.children(fleet.ship("flagship", Map.of("refitted", refitted ? "yes" : "no")));
    }
  }

  @Test
  void aStateThatWentUnseenIsMissed() {
    String report =
        report(
            Perturbation.of(ReliesOnEachStage::new)
                .given(Fleet.of(new Spec(1, null, "port")))
                .change("to be refitted", it -> it.setSpec(new Spec(1, null, "refit")))
                .change("to sail", it -> it.setSpec(new Spec(1, null, "sea")))
                .withoutWayBack()
                .without(Trouble.FOREIGN_EDIT, Trouble.FOREIGN_DELETE));

    assertThat(report)
        .contains("data.refitted is \"no\" instead of \"yes\"")
        .contains("nobody is called between");
  }

  /** Remembers in a field what it has done. */
  @Owns(ConfigMap.class)
  static final class Remembers implements Reconciler<Fleet> {
    private final AtomicInteger built = new AtomicInteger();

    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      while (built.get() < fleet.getSpec().ships()) {
        var _ = context.writes().create(fleet.ownShip("ship-" + built.incrementAndGet())).orThrow();
      }
      return Outcome.done();
    }
  }

  @Test
  void whatAFieldRemembersIsForgottenInACrash() {
    assertThat(report(Perturbation.of(Remembers::new).given(Fleet.of(2)))).contains("ship-");
  }

  /** Looks for orders without saying which of them concern it. */
  @Owns(ConfigMap.class)
  static final class NeverLooksAgain implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      String crew =
          context
              .lister(ConfigMap.class)
              .get("default", "orders")
              .map(it -> it.getData().get("crew"))
              .orElse("0");
      return Desired.children(observed.primary().ship("flagship", Map.of("crew", crew)));
    }
  }

  @Test
  void whatNobodyTellsItOfIsSeenAtAResyncOnly() {
    assertThat(
            report(
                Perturbation.of(NeverLooksAgain::new)
                    .given(Fleet.of(1))
                    .then(
                        "orders are given",
                        client -> client.resource(Fleet.orders("orders", "9")).create())
                    .withoutWayBack()))
        .contains("A call at rest, as at a resync, still writes")
        .contains("Nothing was done to it");
  }

  /** Says something else each time. */
  @Owns(ConfigMap.class)
  static final class NeverRests implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      return Desired.children(
          observed.primary().ship("flagship", Map.of("seen", context.now().toString())));
    }
  }

  @Test
  void aLoopIsFound() {
    assertThat(report(Perturbation.of(NeverRests::new).given(Fleet.of(1))))
        .contains("It does not come to rest");
  }

  /** Leaves what has no owner. */
  @Owns(ConfigMap.class)
  static final class Leaves implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      var _ = context.writes().create(observed.primary().ship("wreck", Map.of("crew", "0")));
      return Outcome.done();
    }
  }

  @Test
  void whatIsLeftBehindIsFound() {
    assertThat(report(Perturbation.of(Leaves::new).given(Fleet.of(1))))
        .contains("configmaps default/wreck is left");
  }

  /** Keeps what a ship has been told once, though it is not told so any more. */
  @Owns(ConfigMap.class)
  static final class KeepsWhatItWasTold implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      Map<String, String> told =
          observed
              .child(ConfigMap.class, "flagship")
              .map(it -> new HashMap<>(it.getData()))
              .orElseGet(HashMap::new);
      told.put("ships", String.valueOf(fleet.getSpec().ships()));
      Optional.ofNullable(fleet.getSpec().orders()).ifPresent(it -> told.put("orders", it));
      return Desired.children(fleet.ship("flagship", told));
    }
  }

  @Test
  void aFieldThatIsTakenAwayIsForgottenOnlyByThoseWhoAreCreatedWithoutIt() {
    Perturbation<Fleet> perturbation =
        Perturbation.of(KeepsWhatItWasTold::new)
            .given(Fleet.of(new Spec(2, "first", null)))
            .schedules(0);
    perturbation.without(Trouble.FOREIGN_EDIT).schedules(20).converges();

    String report =
        String.valueOf(
            catchThrowableOfType(AssertionError.class, perturbation::followsEdits).getMessage());

    assertThat(report)
        .startsWith(
            "Edited, it is not as if it had been created so: configmaps default/flagship:"
                + " data.orders is \"first\" instead of absent")
        .containsPattern("and then edited:\n  spec.orders: \"first\" → nothing\n\n")
        .contains("-D" + Perturbation.SEED + "=");
    String number = report.replaceAll("(?s).*\\.seed\\((\\d+)\\).*", "$1");
    assertThatThrownBy(() -> perturbation.seed(Integer.parseInt(number)).followsEdits())
        .hasMessage(report);
  }

  @Test
  void aSoundReconcilerFollowsEdits() {
    Perturbation.of(Sound::new).given(Fleet.of(2)).schedules(5).followsEdits();
  }

  /** As it should be. */
  @Owns(ConfigMap.class)
  static final class Sound implements Reconciler<Fleet> {
    @Override
    public Result reconcile(Observed<Fleet> observed, Context context) {
      Fleet fleet = observed.primary();
      List<ConfigMap> ships =
          IntStream.range(0, fleet.getSpec().ships())
              .mapToObj(i -> fleet.ship("ship-" + i, Map.of("crew", "5")))
              .toList();
      return Desired.children(ships)
          .status(new Status(ships.stream().map(it -> it.getMetadata().getName()).toList()));
    }
  }

  @Test
  void aSoundReconcilerConverges() {
    Perturbation.of(Sound::new)
        .given(Fleet.of(2))
        .change("larger", it -> it.setSpec(new Spec(4, null, null)))
        .change("smaller", it -> it.setSpec(new Spec(1, null, null)))
        .schedules(40)
        .converges();
  }

  @Test
  void theSeedOfAFailurePlaysItAgain() {
    var perturbation = Perturbation.of(NotesNamesDownLater::new).given(Fleet.of(2));
    String first = report(perturbation);
    String number = first.replaceAll("(?s).*\\.seed\\((\\d+)\\).*", "$1");

    assertThat(report(perturbation.seed(Integer.parseInt(number))).lines().limit(5))
        .containsExactlyElementsOf(first.lines().limit(5).toList());
  }

  @Test
  void aPromiseThatIsBrokenIsTold() {
    assertThatThrownBy(() ->
            Perturbation.of(Sound::new)
                .given(Fleet.of(2))
                .always(
                    "there is no ship", client -> client.configMaps().list().getItems().isEmpty())
                .converges())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it does not hold that there is no ship");
  }

  private static String report(Perturbation<Fleet> perturbation) {
    AssertionError failure = catchThrowableOfType(AssertionError.class, perturbation::converges);
    assertThat(failure).as("the bug is found").isNotNull();
    return String.valueOf(failure.getMessage());
  }
}
