package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how the JVM of a process fares. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = "Says how the JVM of a process of the mesh fares.",
    footer = {
      "",
      "top, and GET /api/v1/mesh, list the incarnations.",
      "The caller needs get on the path /fairlead/diagnosis.",
      "A leak: diagnose INCARNATION --growth 60 names the classes that have grown meanwhile."
    })
final class DiagnoseCommand implements Callable<Integer> {

  private static final int LONGEST_SECONDS = 600;
  private static final int ROWS_MAX = 20;
  private static final double MIB = 1 << 20;

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;

  @Parameters(paramLabel = "INCARNATION", description = "The process.")
  private String incarnation;

  @Option(
      names = "--classes",
      description =
          "Count what lives on its heap. That collects its garbage, and stops it for so long.")
  private boolean classes;

  @Option(
      names = "--growth",
      paramLabel = "SECONDS",
      description = "Count twice, so far apart, and show what has grown.")
  private @Nullable Integer growth;

  @Option(
      names = "--record",
      paramLabel = "SECONDS",
      description = "Have its Flight Recorder record for so long; the answer names the file.")
  private @Nullable Integer record;

  @Override
  public Integer call() throws GatewayFailure {
    check("--growth", growth);
    check("--record", record);
    GatewayClient client = gateway.client();
    JsonNode first = ask(client);
    JsonNode answer = growth == null ? first : again(client, first, growth);
    gateway.print(
        spec.commandLine().getOut(),
        answer,
        (out, _) -> text(out, answer),
        _ -> List.of(incarnation));
    return 0;
  }

  private void check(String flag, @Nullable Integer seconds) {
    if (seconds != null && (seconds < 1 || seconds > LONGEST_SECONDS)) {
      throw new ParameterException(
          spec.commandLine(), flag + " takes 1 to " + LONGEST_SECONDS + " seconds, not " + seconds);
    }
  }

  private JsonNode ask(GatewayClient client) throws GatewayFailure {
    Map<String, String> query = new TreeMap<>();
    if (classes || growth != null) {
      query.put("classes", "true");
    }
    if (record != null) {
      query.put("record", String.valueOf(record));
    }
    return client.get(
        GatewayClient.path("api", "v1", "processes", incarnation, "diagnosis"), query);
  }

  private JsonNode again(GatewayClient client, JsonNode first, int seconds) throws GatewayFailure {
    spec.commandLine().getErr().println("fairlead: counting again in " + seconds + " s");
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return first;
    }
    JsonNode second = ask(client);
    PrintWriter out = spec.commandLine().getOut();
    if (gateway.forPeople()) {
      Map<String, Long> before = new HashMap<>();
      first
          .path("classes")
          .forEach(type -> before.put(type.path("name").asText(), type.path("bytes").asLong()));
      Table table = new Table("GREW BY", "BYTES", "INSTANCES", "CLASS");
      types(second)
          .filter(type -> grown(before, type) > 0)
          .sorted(Comparator.comparingLong((JsonNode type) -> grown(before, type)).reversed())
          .limit(ROWS_MAX)
          .forEach(type ->
              table.row(
                  "+" + grown(before, type),
                  type.path("bytes").asText(),
                  type.path("instances").asText(),
                  type.path("name").asText()));
      table.print(out);
      out.println();
    }
    return second;
  }

  /** Of a class that was not among the greatest before, all of it. */
  private static long grown(Map<String, Long> before, JsonNode type) {
    return type.path("bytes").asLong() - before.getOrDefault(type.path("name").asText(), 0L);
  }

  private static java.util.stream.Stream<JsonNode> types(JsonNode answer) {
    return StreamSupport.stream(answer.path("classes").spliterator(), false);
  }

  private void text(PrintWriter out, JsonNode of) {
    JsonNode heap = of.path("heap");
    out.printf(
        Locale.ROOT,
        "heap         %.0f MiB used of %.0f, %.0f at most%n",
        mib(heap, "usedBytes"),
        mib(heap, "committedBytes"),
        mib(heap, "maxBytes"));
    of.path("offHeap")
        .forEach(pool ->
            out.printf(
                Locale.ROOT,
                "beside it    %.1f MiB %s%n",
                mib(pool, "usedBytes"),
                pool.path("name").asText()));
    of.path("collectors")
        .forEach(gc ->
            out.printf(
                Locale.ROOT,
                "collections  %d in %d ms, %s%n",
                gc.path("count").asLong(),
                gc.path("totalMillis").asLong(),
                gc.path("name").asText()));
    out.printf(
        Locale.ROOT,
        "threads      %d, %d at most; virtual ones are not counted%n",
        of.path("threads").path("now").asInt(),
        of.path("threads").path("peak").asInt());
    out.printf(
        Locale.ROOT,
        "files        %d open of %d%n",
        of.path("files").path("open").asLong(),
        of.path("files").path("max").asLong());
    of.path("eventLoops").forEach(loop -> loop(out, loop));
    JsonNode deadlocks = of.path("deadlocks");
    out.println("deadlocks    " + (deadlocks.isEmpty() ? "none" : deadlocks.size()));
    deadlocks.forEach(deadlock -> out.println("  " + deadlock.asText()));
    if (!of.path("recording").isNull()) {
      out.println("recording    " + of.path("recording").asText() + " in that process");
    }
    if (classes) {
      out.println();
      Table table = new Table("BYTES", "INSTANCES", "CLASS");
      types(of)
          .limit(ROWS_MAX)
          .forEach(type ->
              table.row(
                  type.path("bytes").asText(),
                  type.path("instances").asText(),
                  type.path("name").asText()));
      table.print(out);
    }
  }

  private static void loop(PrintWriter out, JsonNode loop) {
    boolean stands = !loop.path("stack").isEmpty();
    out.printf(
        Locale.ROOT,
        "event loop   %s %s%n",
        loop.path("name").asText(),
        stands
            ? "has not turned for " + loop.path("turnMillis").asLong() + " ms"
            : "turns within " + loop.path("turnMillis").asLong() + " ms");
    loop.path("stack").forEach(frame -> out.println("  at " + frame.asText()));
  }

  private static double mib(JsonNode of, String member) {
    return of.path(member).asLong() / MIB;
  }
}
