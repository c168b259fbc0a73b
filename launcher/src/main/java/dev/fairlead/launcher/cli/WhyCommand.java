package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says why an object is as it is. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Says in a sentence why an object is as it is, then the facts behind it.",
    footer = {"", "With --exit-code: 0 all is as desired, 1 it could not be asked, 3 it is not."})
final class WhyCommand implements Callable<Integer> {

  private static final int NOT_AS_DESIRED = 3;

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ObjectParameters object;

  @Option(names = "--exit-code", description = "Ends with 3 unless all is as desired, for scripts.")
  private boolean exitCode;

  @Override
  public Integer call() throws GatewayFailure, CommandFailure {
    JsonNode answer = object.get(gateway.client(), "explain");
    String cause = answer.path("cause").asText();
    gateway.print(
        spec.commandLine().getOut(),
        answer,
        (out, _) -> {
          out.println(answer.path("summary").asText());
          out.println();
          out.println(ObjectText.of(answer, "summary"));
        },
        _ -> List.of(cause));
    return exitCode && !cause.equals("AsDesired") ? NOT_AS_DESIRED : 0;
  }
}
