package {{package}};

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.TestContext;
import org.junit.jupiter.api.Test;

/** The reconciler is a function, and is tested as one. */
class {{Kind}}ReconcilerTest {

  {{reconcilerField}}

  @Test
  void saysWhatItHasHeard() {
    {{Kind}} {{kind}} = new {{Kind}}();
    {{kind}}.getMetadata().setNamespace("default");
    {{kind}}.getMetadata().setName("example");
    {{setSpec}}

    Result result = reconciler.reconcile(Observed.of({{kind}}), TestContext.of({{kind}}));

    assertThat(result.report().conditions())
        .containsExactly({{Kind}}Reconciler.READY.isTrue("Heard", "Hello"));
  }
}
