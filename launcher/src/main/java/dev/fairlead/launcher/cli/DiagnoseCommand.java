package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import dev.fairlead.mesh.diagnosis.DiagnosisQuery;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
    JsonNode first = ask(client, record);
    Optional<JsonNode> second = growth == null ? Optional.empty() : again(client, first, growth);
    JsonNode answer = second.orElse(first);
    gateway.print(
        spec.commandLine().getOut(),
        answer,
        (out, _) -> {
          text(out, answer);
          if (second.isPresent()) {
            classes(out, answer, Optional.of(first));
          } else if (classes) {
            classes(out, answer, Optional.empty());
          }
        },
        _ -> List.of(incarnation));
    return 0;
  }

  private void check(String flag, @Nullable Integer seconds) {
    if (seconds != null && (seconds < 1 || seconds > DiagnosisQuery.RECORD_SECONDS_MAX)) {
      throw new ParameterException(
          spec.commandLine(),
          flag + " takes 1 to " + DiagnosisQuery.RECORD_SECONDS_MAX + " seconds, not " + seconds);
    }
  }

  private JsonNode ask(GatewayClient client, @Nullable Integer seconds) throws GatewayFailure {
    Map<String, String> query = new TreeMap<>();
    if (classes || growth != null) {
      query.put("classes", "true");
    }
    if (seconds != null) {
      query.put("record", String.valueOf(seconds));
    }
    return client.get(
        GatewayClient.path("api", "v1", "processes", incarnation, "diagnosis"), query);
  }

  /** The same later, with the recording that was begun before; nothing if it is interrupted. */
  private Optional<JsonNode> again(GatewayClient client, JsonNode first, int seconds)
      throws GatewayFailure {
    spec.commandLine().getErr().println("fairlead: counting again in " + seconds + " s");
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    JsonNode second = ask(client, null);
    if (second instanceof ObjectNode answer) {
      answer.set("recording", first.path("recording"));
    }
    return Optional.of(second);
  }

  /** The greatest classes; those that have grown most, where they were counted before. */
  private static void classes(PrintWriter out, JsonNode of, Optional<JsonNode> before) {
    Map<String, Long> bytesBefore = new HashMap<>();
    before.ifPresent(
        counted -> types(counted).forEach(type -> bytesBefore.put(name(type), bytes(type))));
    // Of a class that was not among the greatest before, all of it.
    ToLongFunction<JsonNode> grown = type -> bytes(type) - bytesBefore.getOrDefault(name(type), 0L);
    Table table =
        before.isPresent()
            ? new Table("GREW BY", "BYTES", "INSTANCES", "CLASS")
            : new Table("BYTES", "INSTANCES", "CLASS");
    types(of)
        .filter(type -> grown.applyAsLong(type) > 0)
        .sorted(Comparator.comparingLong(grown).reversed())
        .limit(ROWS_MAX)
        .forEach(type ->
            table.row(
                Stream.concat(
                        before.stream().map(_ -> "+" + grown.applyAsLong(type)),
                        Stream.of(
                            String.valueOf(bytes(type)),
                            type.path("instances").asText(),
                            name(type)))
                    .toArray(String[]::new)));
    out.println();
    table.print(out);
  }

  private static Stream<JsonNode> types(JsonNode answer) {
    return StreamSupport.stream(answer.path("classes").spliterator(), false);
  }

  private static String name(JsonNode type) {
    return type.path("name").asText();
  }

  private static long bytes(JsonNode type) {
    return type.path("bytes").asLong();
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
