package dev.fairlead.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadExtension;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator in a whole mesh, with phrases of the test's own. */
class GreetingOperatorTest {

  @RegisterExtension
  static final FairleadExtension FAIRLEAD =
      FairleadExtension.of(new GreetingReconciler(new Phrases(Map.of("nl", "Goedendag"))));

  private static final String GREETING =
      """
      apiVersion: examples.fairlead.dev/v1
      kind: Greeting
      metadata: {name: morning}
      spec: {whom: Ada, language: %s}
      """;

  @Test
  void itUsesWhatItWasGiven(TestCluster cluster) {
    cluster.apply(GREETING.formatted("nl"));

    assertThat(cluster.await(ConfigMap.class, "morning").getData())
        .containsEntry("text", "Goedendag, Ada!");
  }

  @Test
  void anUnknownLanguageIsRejected(TestCluster cluster) {
    cluster.apply(GREETING.formatted("en"));

    Greeting greeting = cluster.awaitCondition(Greeting.class, "morning", "Ready", "False");
    assertThat(cluster.why(greeting)).contains("choose one of [nl]");
  }
}
