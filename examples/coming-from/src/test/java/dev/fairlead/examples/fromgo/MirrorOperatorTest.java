package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadExtension;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator in a whole mesh, in the place of envtest. */
class MirrorOperatorTest {

  private static final FixedNetwork NETWORK = new FixedNetwork("near");

  @RegisterExtension
  static final FairleadExtension FAIRLEAD = FairleadExtension.of(new MirrorReconciler(NETWORK));

  @Test
  void aSecretThatComesCallsForTheMirrorThatNamesIt(TestCluster cluster) {
    cluster.apply(
        """
        apiVersion: mirrors.example.com/v1
        kind: Mirror
        metadata: {name: books}
        spec: {sources: [near, far], secretName: key}
        """);
    cluster.awaitCondition(Mirror.class, "books", "Reachable", "False");

    cluster.apply("{apiVersion: v1, kind: Secret, metadata: {name: key}}");

    cluster.awaitCondition(Mirror.class, "books", "Reachable", "True"); // Eventually(…)
    assertThat(cluster.get(ConfigMap.class, "books").getData()).containsEntry("sources", "near");

    cluster.delete(Mirror.class, "books");
    cluster.awaitGone(Mirror.class, "books");
    assertThat(NETWORK.forgotten()).contains("books");
  }
}
