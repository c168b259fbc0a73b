package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.PoolExhaustedException;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reconciler as a function. */
class MirrorReconcilerTest {

  private static final Secret SECRET =
      new SecretBuilder().withNewMetadata().withName("key").endMetadata().build();

  private final FixedNetwork network = new FixedNetwork("near");
  private final MirrorReconciler reconciler = new MirrorReconciler(network);

  @Test
  void whoAnswersIsListed() {
    Mirror mirror = mirror("near", "far");

    assertThat(reconciler.reconcile(Observed.of(mirror).withRead(SECRET), TestContext.of(mirror)))
        .isInstanceOfSatisfying(
            Desired.class,
            desired -> {
              assertThat(desired.children()).singleElement().asString().contains("sources=near");
              assertThat(desired.report().status()).contains(new Mirror.Status(1, null));
              assertThat(desired.lookAgain()).isPresent();
            });
  }

  @Test
  void withoutItsSecretItIsRejected() {
    Mirror mirror = mirror("near");

    assertThat(reconciler.reconcile(Observed.of(mirror), TestContext.of(mirror)))
        .isEqualTo(Outcome.rejected("NoCredentials", "The Secret key is not there: create it"));
  }

  @Test
  void silenceIsTriedAgainFiveTimes() {
    Observed<Mirror> observed = Observed.of(mirror("far")).withRead(SECRET);
    TestContext context = TestContext.of(observed.primary());

    assertThat(reconciler.reconcile(observed, context)).isInstanceOf(Outcome.Failed.class);
    assertThat(reconciler.reconcile(observed, context.failures(5)))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void withoutAPermitItIsPutBack() {
    Observed<Mirror> observed = Observed.of(mirror("near")).withRead(SECRET);
    TestContext context = TestContext.of(observed.primary()).exhausted("uplink");

    assertThatThrownBy(() -> reconciler.reconcile(observed, context))
        .isInstanceOf(PoolExhaustedException.class);
  }

  @Test
  void whatIsKeptElsewhereIsForgotten() {
    Mirror mirror = mirror("near");

    assertThat(reconciler.cleanup(Observed.of(mirror), TestContext.of(mirror)))
        .isEqualTo(Outcome.done());
    assertThat(network.forgotten()).containsExactly("books");
  }

  static Mirror mirror(String... sources) {
    Mirror mirror = new Mirror();
    mirror.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName("books").build());
    mirror.setSpec(new Mirror.Spec(List.of(sources), "key", null));
    return mirror;
  }
}
