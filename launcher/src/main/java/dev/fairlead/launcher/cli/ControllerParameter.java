package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which controller a command asks about. */
final class ControllerParameter {

  @Parameters(
      index = "0",
      paramLabel = "CONTROLLER",
      description = "A name that `controllers` lists.")
  private String name;

  /** A path below the controller. */
  String path(String... below) {
    String controller = GatewayClient.path("api", "v1", "controllers", name);
    return below.length == 0 ? controller : controller + GatewayClient.path(below);
  }

  /** Gets what is below the controller; where there is none of this name, says which was meant. */
  JsonNode get(GatewayClient client, String path, Map<String, String> query) throws GatewayFailure {
    try {
      return client.get(path, query);
    } catch (GatewayFailure failure) {
      throw failure.is("unknown-controller") ? unknown(client) : failure;
    }
  }

  private GatewayFailure unknown(GatewayClient client) throws GatewayFailure {
    JsonNode controllers = client.get("/api/v1/controllers").path("items");
    List<String> known = new ArrayList<>();
    controllers.forEach(controller -> known.add(controller.path("name").asText()));
    return new GatewayFailure(
        "no controller of the mesh is named "
            + name
            + ofKind(controllers)
                .or(() -> Nearest.to(name, known))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(
                    known.isEmpty() ? "; it has none yet" : "; it has " + String.join(", ", known)),
        "unknown-controller");
  }

  /**
   * The controller of the kind that was named in its place: deployments,
   * Deployment.app.example.com.
   */
  private Optional<String> ofKind(JsonNode controllers) {
    String[] named = name.toLowerCase(Locale.ROOT).split("\\.", 2);
    for (JsonNode controller : controllers) {
      String kind = controller.path("kind").asText().toLowerCase(Locale.ROOT);
      String group = controller.path("apiVersion").asText().replaceFirst("/?[^/]*$", "");
      if ((named[0].equals(kind) || named[0].equals(kind + "s"))
          && (named.length == 1 || named[1].equals(group))) {
        return Optional.of(controller.path("name").asText());
      }
    }
    return Optional.empty();
  }
}
