package {{package}};

import dev.fairlead.launcher.Fairlead;

/** The operator: a program with every command of Fairlead. */
public final class Main {

  private Main() {}

  /** Runs a command; {@code --help} lists them. */
  public static void main(String[] args) {
    Fairlead.run(args, new {{Kind}}Reconciler());
  }
}
