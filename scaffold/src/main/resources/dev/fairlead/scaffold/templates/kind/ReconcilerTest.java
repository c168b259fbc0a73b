package {{package}};

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.TestContext;
{{ownedImports}}
import org.junit.jupiter.api.Test;

/** The reconciler is a function, and is tested as one. */
class {{Kind}}ReconcilerTest {

  {{reconcilerField}}

  @Test
  void desiresItsChildren() {
    Desired desired = desired(Observed.of({{kind}}()));

    {{assertChildren}}
    assertThat(desired.report().conditions()).containsExactly({{Kind}}Reconciler.READY);
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
