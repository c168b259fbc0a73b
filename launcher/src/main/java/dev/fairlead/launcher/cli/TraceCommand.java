package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.jaeger.JaegerClient;
import dev.fairlead.launcher.jaeger.JaegerFailure;
import dev.fairlead.launcher.jaeger.JaegerTrace;
import dev.fairlead.launcher.jaeger.TraceText;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the trace of an object's last attempt as a tree. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the trace of an object's last attempt, from what caused it to the last API call.",
      "The trace is asked of the Jaeger that the gateway's trace link names."
    })
final class TraceCommand implements Callable<Integer> {

  /** Spans are sent in batches, and the last ones come a while after the attempt. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final long LOOK_MILLIS = 250;

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ObjectParameters object;

  @Option(
      names = "--jaeger",
      paramLabel = "URL",
      description = "The Jaeger to ask, such as http://localhost:16686. Default: of the link.")
  private @Nullable URI jaeger;

  @Option(
      names = "--id",
      paramLabel = "TRACE",
      description = "Another trace than that of the last attempt, as the history has it.")
  private @Nullable String wanted;

  @Override
  public Integer call() throws GatewayFailure, JaegerFailure, CommandFailure, InterruptedException {
    JsonNode answer = object.get(gateway.client());
    String id = wanted == null ? answer.path("traceId").asText("") : wanted;
    if (!id.matches("[0-9a-f]{1,32}")) {
      throw new CommandFailure(
          id.isEmpty()
              ? "there was no attempt at it as yet, so it has no trace; see `fairlead why`"
              : "\"" + id + "\" is no trace; take its id from `fairlead history -o json`");
    }
    String link = answer.path("traceUrl").asText("");
    JsonNode json = find(new JaegerClient(jaeger(link)), id);
    gateway.print(
        spec.commandLine().getOut(),
        json,
        (out, _) -> print(out, id, wanted == null ? link : "", JaegerTrace.of(json)),
        _ -> List.of(id));
    return 0;
  }

  private static void print(PrintWriter out, String id, String link, JaegerTrace trace) {
    out.println("trace " + id + ", " + trace.spans().size() + " spans");
    if (!link.isEmpty()) {
      out.println(link);
    }
    out.println();
    new TraceText(System.out.charset()).lines(trace).forEach(out::println);
  }

  private URI jaeger(String link) throws CommandFailure {
    if (jaeger != null) {
      return jaeger;
    }
    if (!link.startsWith("http://") && !link.startsWith("https://")) {
      throw new CommandFailure(
          "the gateway has no trace links; set gateway.traceUrl, or name a Jaeger with --jaeger"
              + " URL");
    }
    URI whole = URI.create(link);
    return URI.create(whole.getScheme() + "://" + whole.getAuthority());
  }

  /** All of it, where it has an end; else what there is after a while. */
  private static JsonNode find(JaegerClient jaeger, String id)
      throws JaegerFailure, CommandFailure, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<JsonNode> found = jaeger.trace(id);
    while (!found.map(TraceCommand::hasEnd).orElse(false) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      found = jaeger.trace(id);
    }
    return found.orElseThrow(() ->
        new CommandFailure(
            "Jaeger does not have trace "
                + id
                + ": it was not sampled, is older than what Jaeger keeps, or"
                + " OTEL_EXPORTER_OTLP_ENDPOINT of the mesh names another collector"));
  }

  private static boolean hasEnd(JsonNode trace) {
    return JaegerTrace.of(trace).spans().stream()
        .anyMatch(span -> span.name().startsWith("attempt "));
  }
}
