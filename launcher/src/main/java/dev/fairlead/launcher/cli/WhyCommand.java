package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says why an object is as it is. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Says in a sentence why an object is as it is, then the facts behind it.")
final class WhyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ObjectParameters object;

  @Override
  public Integer call() throws GatewayFailure {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = gateway.client().get(object.path("explain"));
    if (gateway.json()) {
      out.println(GatewayClient.pretty(answer));
    } else {
      out.println(answer.path("summary").asText());
      out.println();
      out.println(ObjectText.of(answer, "summary"));
    }
    return 0;
  }
}
