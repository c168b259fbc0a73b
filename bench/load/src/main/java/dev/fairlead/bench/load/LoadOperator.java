package dev.fairlead.bench.load;

import dev.fairlead.launcher.Fairlead;

/** The main class of {@code ./fairlead load}. */
public final class LoadOperator {

  private LoadOperator() {}

  /** Runs the command; {@code --help} lists them. */
  public static void main(String[] args) {
    Fairlead.run(args, new WaitingReconciler(), new EmptyReconciler());
  }
}
