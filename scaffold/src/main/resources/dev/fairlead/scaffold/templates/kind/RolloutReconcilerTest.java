package {{package}};

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
{{ownedImports}}
import org.junit.jupiter.api.Test;

/** The reconciler is a function, and is tested as one. */
class {{Kind}}ReconcilerTest {

  {{reconcilerField}}

  @Test
  void desiresItsChildren() {
    Desired desired = desired(Observed.of({{kind}}()));

    {{assertChildren}}
    assertThat(desired.report().conditions())
        .containsExactly(
            Rollout.AVAILABLE.isFalse("ReplicasNotReady", "0 of 2 replicas are ready"));
  }

  @Test
  void isAvailableWhenItsReplicasAre() {
    Deployment deployment =
        new DeploymentBuilder({{Kind}}Deployment.of({{kind}}()))
            .withNewStatus()
            .withReadyReplicas(2)
            .endStatus()
            .build();

    Desired desired = desired(Observed.of({{kind}}()).withChild(deployment));

    assertThat(desired.report().conditions())
        .containsExactly(Rollout.AVAILABLE.isTrue("ReplicasReady", "2 of 2 replicas are ready"));
    assertThat(desired.report().status()).contains({{Kind}}Status.ready(2));
  }

  /** What is desired, which Fairlead has to find sound. */
  private Desired desired(Observed<{{Kind}}> observed) {
    Result result = reconciler.reconcile(observed, TestContext.of(observed.primary()));
    assertThat(ControllerDefinition.of(reconciler).problems(observed.primary(), result)).isEmpty();
    return (Desired) result;
  }

  private static {{Kind}} {{kind}}() {
    {{Kind}} {{kind}} = new {{Kind}}();
    {{kind}}.getMetadata().setNamespace("default");
    {{kind}}.getMetadata().setName("example");
    {{setSpec}}
    return {{kind}};
  }
}
