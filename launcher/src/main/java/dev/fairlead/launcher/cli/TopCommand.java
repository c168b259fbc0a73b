package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the mesh is doing, again and again. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = "Shows what the mesh is doing, again and again on a terminal, once elsewhere.")
final class TopCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;

  @Option(names = "--once", description = "Shows it once, also on a terminal.")
  private boolean once;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Override
  public Integer call() throws GatewayFailure, InterruptedException {
    if (seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--interval takes seconds from 1, not " + seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    GatewayClient client = gateway.client();
    if (once || !gateway.forPeople() || !Screen.isTerminal()) {
      JsonNode sample = sample(client);
      gateway.print(
          out,
          sample,
          (to, _) -> to.println(text(sample).stripTrailing()),
          answer -> ControllerRows.names(answer.path("controllers")));
      return 0;
    }
    while (!Thread.currentThread().isInterrupted()) {
      new Screen(out, Screen.size()).show(shown(client));
      Thread.sleep(Duration.ofSeconds(seconds));
    }
    return 0;
  }

  /** A gateway that is away is said and asked again. */
  private static String shown(GatewayClient client) {
    String time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  ";
    try {
      return time + text(sample(client));
    } catch (GatewayFailure away) {
      return time + away.getMessage();
    }
  }

  private static JsonNode sample(GatewayClient client) throws GatewayFailure {
    ObjectNode sample = GatewayClient.array().objectNode();
    sample.set("mesh", client.get("/api/v1/mesh"));
    sample.set("controllers", client.get("/api/v1/controllers"));
    return sample;
  }

  private static String text(JsonNode sample) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(MeshLine.of(sample.path("mesh")));
    out.println();
    JsonNode controllers = sample.path("controllers").path("items");
    ControllerRows.top(controllers).print(out);
    for (JsonNode controller : controllers) {
      for (JsonNode problem : controller.path("problems")) {
        out.println(controller.path("name").asText() + ": " + problem.asText());
      }
    }
    return text.toString();
  }
}
