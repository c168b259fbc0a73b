package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what happened to an object. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Tells what happened to an object, the newest first.",
    footer = {"", "-o wide adds who worked, what was written and the trace."})
final class HistoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ObjectParameters object;

  @Override
  public Integer call() throws GatewayFailure, CommandFailure {
    JsonNode answer = object.get(gateway.client(), "history");
    gateway.print(
        spec.commandLine().getOut(),
        answer,
        (out, wide) -> print(out, answer, wide),
        HistoryCommand::traces);
    return 0;
  }

  private static void print(PrintWriter out, JsonNode answer, boolean wide) {
    List<String> header =
        new ArrayList<>(List.of("AT", "TYPE", "ATTEMPT", "OUTCOME", "MILLIS", "ERROR", "WHY"));
    if (wide) {
      header.addAll(List.of("WORKER", "WRITES", "TRACE"));
    }
    Table table = new Table(header.toArray(String[]::new));
    for (JsonNode item : answer.path("items")) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  item.path("at").asText(),
                  item.path("type").asText(),
                  item.path("attempt").asText(),
                  ObjectText.text(item.path("outcome")),
                  ObjectText.text(item.path("durationMillis")),
                  ObjectText.text(item.path("error")),
                  joined(item.path("reasons"))));
      if (wide) {
        cells.add(ObjectText.text(item.path("worker")));
        cells.add(writes(item.path("writes")));
        cells.add(ObjectText.text(item.path("traceId")));
      }
      table.row(cells.toArray(String[]::new));
    }
    table.print(out);
    if (!answer.path("since").isNull() && answer.has("since")) {
      out.println();
      out.println("everything since " + answer.path("since").asText() + " is known");
    }
  }

  /** What other commands take. */
  private static List<String> traces(JsonNode answer) {
    List<String> traces = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      if (!item.path("traceId").isNull()) {
        traces.add(item.path("traceId").asText());
      }
    }
    return traces;
  }

  private static String joined(JsonNode texts) {
    StringJoiner all = new StringJoiner(", ");
    texts.forEach(text -> all.add(text.asText()));
    return all.length() == 0 ? "-" : all.toString();
  }

  private static String writes(JsonNode writes) {
    StringJoiner all = new StringJoiner(", ");
    writes.forEach(write ->
        all.add(
            write.path("verb").asText()
                + " "
                + write.path("object").asText()
                + " "
                + (write.path("code").isNull() ? "unanswered" : write.path("code").asText())));
    return all.length() == 0 ? "-" : all.toString();
  }
}
