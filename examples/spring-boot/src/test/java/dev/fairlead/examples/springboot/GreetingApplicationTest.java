package dev.fairlead.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadExtension;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The beans of the application in a whole mesh. */
class GreetingApplicationTest {

  private static final ConfigurableApplicationContext BEANS =
      SpringApplication.run(GreetingApplication.class);

  @RegisterExtension
  static final FairleadExtension FAIRLEAD =
      FairleadExtension.of(GreetingApplication.reconcilers(BEANS));

  @AfterAll
  static void close() {
    BEANS.close();
  }

  @Test
  void theReconcilerIsGivenWhatSpringHas(TestCluster cluster) {
    cluster.apply(
        """
        apiVersion: examples.fairlead.dev/v1
        kind: Greeting
        metadata: {name: morning}
        spec: {whom: Ada, language: de}
        """);

    assertThat(cluster.await(ConfigMap.class, "morning").getData())
        .containsEntry("text", "Guten Tag, Ada!");
  }
}
