package dev.fairlead.launcher;

import dev.fairlead.launcher.cli.FairleadCommand;
import dev.fairlead.sdk.OperatorFunction;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The entry point of every operator.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Fairlead.run(args, new MemcachedReconciler());
 * }
 * }</pre>
 *
 * <p>The program then has every command of Fairlead ({@code --help} lists them). Reconcilers are
 * given as instances, so they may be made by any framework; beside them, in any order, validators,
 * defaulters and converters of the package {@code dev.fairlead.sdk.webhook}.
 */
public final class Fairlead {

  private Fairlead() {}

  /**
   * Runs one command and ends the JVM with its exit code: 0 fine, 1 failed, 2 wrong usage or
   * configuration.
   */
  public static void run(String[] args, OperatorFunction... functions) {
    run(args, List.of(), functions);
  }

  /**
   * The same with further commands: instances of classes with picocli's {@code @Command}.
   *
   * @param commands what the program can do beside Fairlead's own commands
   */
  public static void run(
      String[] args, List<? extends Callable<Integer>> commands, OperatorFunction... functions) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(execute(args, out, err, commands, functions));
  }

  /** Runs one command to its end and returns its exit code, for tests and for embedding. */
  public static int execute(
      String[] args, PrintWriter out, PrintWriter err, OperatorFunction... functions) {
    return execute(args, out, err, List.of(), functions);
  }

  /** The same with further commands. */
  public static int execute(
      String[] args,
      PrintWriter out,
      PrintWriter err,
      List<? extends Callable<Integer>> commands,
      OperatorFunction... functions) {
    return FairleadCommand.commandLine(List.of(functions), commands)
        .setOut(out)
        .setErr(err)
        .execute(args);
  }
}
