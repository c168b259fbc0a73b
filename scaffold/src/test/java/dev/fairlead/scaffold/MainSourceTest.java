package dev.fairlead.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainSourceTest {

  @Test
  void oneMoreReconcilerComesLast() {
    assertThat(with("    Fairlead.run(args, new OvenReconciler());"))
        .isEqualTo("    Fairlead.run(args, new OvenReconciler(), new TrayReconciler());");
  }

  @Test
  void argumentsOfReconcilersStay() {
    assertThat(with("  Fairlead.run(args, new OvenReconciler(clock, Size.of), new A());"))
        .isEqualTo(
            "  Fairlead.run(args, new OvenReconciler(clock, Size.of), new A(), new"
                + " TrayReconciler());");
  }

  @Test
  void longLinesAreBroken() {
    String two =
        with("    Fairlead.run(args, new OvenReconciler(), new SuchAVeryLongNameReconciler());");
    assertThat(two)
        .isEqualTo(
            """
                Fairlead.run(
                    args, new OvenReconciler(), new SuchAVeryLongNameReconciler(), new TrayReconciler());\
            """);
    assertThat(with(two))
        .isEqualTo(
            """
                Fairlead.run(
                    args,
                    new OvenReconciler(),
                    new SuchAVeryLongNameReconciler(),
                    new TrayReconciler(),
                    new TrayReconciler());\
            """);
  }

  @Test
  void anotherCallIsNotUnderstood() {
    assertThat(MainSource.with("Fairlead.run(args, reconcilers());", "TrayReconciler")).isEmpty();
  }

  private static String with(String source) {
    return MainSource.with(source, "TrayReconciler").orElseThrow();
  }
}
