package dev.fairlead.operators.app;

import dev.fairlead.testkit.perturb.Perturbation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on its way, it gets there. */
class AppPerturbationTest {

  private static App app() {
    App app = new App();
    app.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("default").build());
    app.setSpec(new AppSpec(2, "shop:1", List.of(new AppPort("http", 80, null))));
    return app;
  }

  @Test
  void howItCameToItsSpecDoesNotMatter() {
    Perturbation.of(AppReconciler::new).given(app()).schedules(5).followsEdits();
  }

  @Test
  void itConverges() {
    Perturbation.of(AppReconciler::new)
        .given(app())
        .change("without ports", it -> it.setSpec(new AppSpec(2, "shop:1", null)))
        .change("a mistake", it -> it.setSpec(new AppSpec(2, " shop:2", null)))
        .schedules(40)
        .converges();
  }
}
