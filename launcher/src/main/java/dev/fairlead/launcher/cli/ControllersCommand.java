package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the controllers of the mesh. */
@Command(
    name = "controllers",
    mixinStandardHelpOptions = true,
    description = "Lists the controllers of the mesh and what is due.")
final class ControllersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;

  @Override
  public Integer call() throws GatewayFailure {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = gateway.client().get("/api/v1/controllers");
    if (gateway.json()) {
      out.println(GatewayClient.pretty(answer));
      return 0;
    }
    Table table =
        new Table(
            "NAME", "KIND", "OBJECTS", "READY", "DUE", "DELAYED", "RUNNING", "HELD", "WORKERS");
    for (JsonNode item : answer.path("items")) {
      table.row(
          item.path("name").asText(),
          item.path("kind").asText(),
          item.path("objects").asText(),
          item.path("ready").asText(),
          item.path("due").asText(),
          item.path("delayed").asText(),
          item.path("running").asText(),
          item.path("held").asText(),
          item.path("workers").asText());
    }
    table.print(out);
    return 0;
  }
}
