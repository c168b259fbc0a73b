package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.Fairlead;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What kubebuilder and controller-gen are there for. */
class GeneratedTest {

  @Test
  void theDefinitionFollowsFromTheTypes() {
    assertThat(printed("crds"))
        .contains("minItems: 1", "default: 60", "minimum: 10", "rule: self == oldSelf", "- mir");
  }

  @Test
  void theRightsFollowFromTheDeclarations() {
    assertThat(printed("rbac"))
        .contains("mirrors/finalizers", "configmaps", "secrets")
        .doesNotContain("deployments", "'*'");
  }

  @Test
  void aWebhookIsAFunction() {
    Mirror before = MirrorReconcilerTest.mirror("near", "far");
    MirrorValidator validator = new MirrorValidator();

    assertThat(validator.validate(Review.update(before, MirrorReconcilerTest.mirror("far"))))
        .isEqualTo(Verdict.allowed());
    assertThat(validator.validate(Review.update(before, MirrorReconcilerTest.mirror("other"))))
        .isInstanceOf(Verdict.Invalid.class);
  }

  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Fairlead.execute(
            arguments,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new MirrorReconciler(new FixedNetwork()),
            new MirrorValidator());

    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
