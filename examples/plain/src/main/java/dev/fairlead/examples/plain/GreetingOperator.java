package dev.fairlead.examples.plain;

import dev.fairlead.launcher.Fairlead;
import java.util.Map;

/**
 * The program: makes what the reconciler needs, then the reconciler, then leaves it to Fairlead.
 */
public final class GreetingOperator {

  private GreetingOperator() {}

  /** Runs the command; {@code --help} lists them. */
  public static void main(String[] args) {
    Phrases phrases = new Phrases(Map.of("en", "Hello", "de", "Guten Tag"));

    Fairlead.run(args, new GreetingReconciler(phrases));
  }
}
