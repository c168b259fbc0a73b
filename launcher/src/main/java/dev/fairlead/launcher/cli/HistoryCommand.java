package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
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
    description = "Tells what happened to an object, the newest first.")
final class HistoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ObjectParameters object;

  @Override
  public Integer call() throws GatewayFailure {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = gateway.client().get(object.path("history"));
    if (gateway.json()) {
      out.println(GatewayClient.pretty(answer));
      return 0;
    }
    Table table = new Table("AT", "TYPE", "ATTEMPT", "OUTCOME", "MILLIS", "WHY", "WRITES", "ERROR");
    for (JsonNode item : answer.path("items")) {
      table.row(
          item.path("at").asText(),
          item.path("type").asText(),
          item.path("attempt").asText(),
          ObjectText.text(item.path("outcome")),
          ObjectText.text(item.path("durationMillis")),
          joined(item.path("reasons")),
          writes(item.path("writes")),
          ObjectText.text(item.path("error")));
    }
    table.print(out);
    return 0;
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
                + write.path("code").asText()));
    return all.length() == 0 ? "-" : all.toString();
  }
}
