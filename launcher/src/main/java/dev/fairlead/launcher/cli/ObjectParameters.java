package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which object of which controller a command asks about. */
final class ObjectParameters {

  @Mixin private ControllerParameter controller;

  @Parameters(
      index = "1",
      paramLabel = "NAMESPACE/NAME",
      converter = ObjectName.Converter.class,
      description =
          "The object; -/NAME for a cluster-scoped one. The name alone if no other has it.")
  private ObjectName object;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Where the object is, if its name does not say so.")
  private @Nullable String namespace;

  /** What the gateway says of the object, or {@code about} it. */
  JsonNode get(GatewayClient client, String... about) throws GatewayFailure, CommandFailure {
    String path =
        new ObjectSearch(client, controller).path(object, Optional.ofNullable(namespace), about);
    return controller.get(client, path, Map.of());
  }
}
