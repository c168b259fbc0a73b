package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.process.FairleadProcess;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.launcher.process.StartFailure;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.webhook.Webhooks;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a process until it is told to stop, and tells how far it is. */
final class Serving {

  private static final long LOOK_MILLIS = 50;

  private final PrintWriter out;
  private final PrintWriter err;
  private final List<ControllerDefinition<?>> definitions;
  private final Webhooks webhooks;
  private final LiveConfiguration configuration;

  /** The process follows what changes of the configuration. */
  Serving(
      CommandSpec spec,
      List<ControllerDefinition<?>> definitions,
      Webhooks webhooks,
      LiveConfiguration configuration) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.definitions = definitions;
    this.webhooks = webhooks;
    this.configuration = configuration;
  }

  /**
   * Returns when the process has been stopped: by Ctrl-C or SIGTERM, which end the JVM with exit
   * code 0, or by an interrupt of the calling thread.
   *
   * @param what gets ready, in the line that says so
   * @throws CommandFailure if the process cannot start
   */
  int run(String what, ProcessSettings settings) throws CommandFailure {
    return run(what, settings, List::of, () -> {});
  }

  /**
   * The same, with something around the process.
   *
   * @param whenReady makes the lines that are told once it is ready
   * @param atStop is done when a signal has stopped the process, before the JVM ends
   * @throws CommandFailure if the process cannot start
   */
  int run(String what, ProcessSettings settings, Supplier<List<String>> whenReady, Runnable atStop)
      throws CommandFailure {
    try (FairleadProcess process = FairleadProcess.start(settings, definitions, webhooks)) {
      configuration.tell(process);
      Thread hook =
          Thread.ofPlatform().name("fairlead-stop").unstarted(() -> stop(process, atStop));
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        tellUntilReady(what, process);
        whenReady.get().forEach(out::println);
        new CountDownLatch(1).await();
      } finally {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (StartFailure failure) {
      throw new CommandFailure(String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void stop(FairleadProcess process, Runnable atStop) {
    process.close();
    atStop.run();
    // A stop that was asked for is no failure; without this the JVM would say 143.
    Runtime.getRuntime().halt(0);
  }

  private void tellUntilReady(String what, FairleadProcess process) throws InterruptedException {
    String told = "";
    while (true) {
      String waiting = process.waitingFor();
      if (waiting.isEmpty()) {
        out.println(what + " is ready: " + process.gateway().or(process::management).orElseThrow());
        return;
      }
      if (!waiting.equals(told)) {
        err.println("fairlead: waiting: " + waiting);
        told = waiting;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
