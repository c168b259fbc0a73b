package dev.fairlead.operators.app;

import dev.fairlead.launcher.Fairlead;

/** The operator as a program of its own, with every command of Fairlead. */
public final class AppOperator {

  private AppOperator() {}

  /** Runs the command; {@code --help} lists them. */
  public static void main(String[] args) {
    Fairlead.run(args, new AppReconciler());
  }
}
