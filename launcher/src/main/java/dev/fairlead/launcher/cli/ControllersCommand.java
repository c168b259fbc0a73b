package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayFailure;
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
    JsonNode answer = gateway.client().get("/api/v1/controllers");
    gateway.print(
        spec.commandLine().getOut(),
        answer,
        (out, wide) -> ControllerRows.table(answer.path("items"), wide).print(out),
        ControllerRows::names);
    return 0;
  }
}
