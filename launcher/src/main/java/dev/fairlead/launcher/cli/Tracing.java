package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.jaeger.JaegerClient;
import dev.fairlead.launcher.jaeger.JaegerFailure;
import dev.fairlead.launcher.jaeger.JaegerServer;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.sdk.ControllerDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Jaeger for as long as a command runs, and what a process has to be told of it; or none.
 *
 * @param pages whether it shows traces to a browser
 */
record Tracing(Optional<JaegerServer> server, boolean pages) implements AutoCloseable {

  static final Tracing NONE = new Tracing(Optional.empty(), false);

  /** Where people who have a Jaeger have its pages. */
  private static final int USUAL_PORT = 16686;

  /**
   * Starts the program that {@code FAIRLEAD_JAEGER} names.
   *
   * @throws CommandFailure if it names none
   */
  static Tracing start(Map<String, String> environment)
      throws CommandFailure, JaegerFailure, InterruptedException {
    String program = environment.getOrDefault("FAIRLEAD_JAEGER", "");
    if (program.isEmpty()) {
      throw new CommandFailure(
          "--jaeger needs a Jaeger; run ./fairlead up --jaeger in a checkout, which builds one with"
              + " Go, or set FAIRLEAD_JAEGER to an all-in-one of Jaeger");
    }
    try {
      Path log = Files.createTempFile("fairlead-jaeger.", ".log");
      log.toFile().deleteOnExit();
      JaegerServer server = JaegerServer.start(Path.of(program), USUAL_PORT, log);
      return new Tracing(Optional.of(server), new JaegerClient(server.query()).hasPages());
    } catch (IOException unwritable) {
      throw new CommandFailure(
          "cannot write Jaeger's log: %s; name another place by".formatted(unwritable.getMessage())
              + " FAIRLEAD_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY");
    }
  }

  /** What a process is started with, with its traces sent here and its links leading here. */
  ProcessSettings into(ProcessSettings settings) {
    if (server.isEmpty()) {
      return settings;
    }
    return settings
        .with(server.get().environment())
        .with(
            settings
                .configuration()
                .withTraceUrl(
                    server.get().query()
                        + (pages ? "/trace/{traceId}" : "/api/traces/{traceId}?prettyPrint=true")));
  }

  /** Where it is, and what to try. */
  List<String> whatToTry(List<ControllerDefinition<?>> definitions, Optional<String> object) {
    if (server.isEmpty()) {
      return List.of();
    }
    String where =
        "Jaeger: %s%s"
            .formatted(
                server.get().query(),
                pages ? "" : " (built without its web pages; links show JSON)");
    return definitions.stream()
        .findFirst()
        .map(first ->
            List.of(
                where,
                "  ./fairlead trace %s %s"
                    .formatted(first.name(), object.orElse("NAMESPACE/NAME"))))
        .orElse(List.of(where));
  }

  @Override
  public void close() {
    server.ifPresent(JaegerServer::close);
  }
}
