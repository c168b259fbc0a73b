package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the objects of a controller, or one of them. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Shows the objects of a controller, or one of them.")
final class GetCommand implements Callable<Integer> {

  private static final int PAGE = 500;

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ControllerParameter controller;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAMESPACE/NAME",
      converter = ObjectName.Converter.class,
      description = "One object; -/NAME for a cluster-scoped one.")
  private @Nullable ObjectName object;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Only the objects of this namespace.")
  private @Nullable String namespace;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description = "Only the objects with these labels.")
  private @Nullable String selector;

  @Override
  public Integer call() throws GatewayFailure {
    PrintWriter out = spec.commandLine().getOut();
    GatewayClient client = gateway.client();
    if (object != null) {
      JsonNode one = client.get(object.path(controller.name()));
      out.println(gateway.json() ? GatewayClient.pretty(one) : ObjectText.of(one));
      return 0;
    }
    ArrayNode items = all(client);
    if (gateway.json()) {
      ObjectNode list = items.objectNode();
      list.set("items", items);
      list.put("continue", "");
      out.println(GatewayClient.pretty(list));
      return 0;
    }
    Table table =
        new Table("NAMESPACE", "NAME", "READY", "PHASE", "GENERATION", "OBSERVED", "LAST");
    for (JsonNode item : items) {
      table.row(
          item.path("namespace").asText(),
          item.path("name").asText(),
          ObjectText.text(item.path("ready")),
          item.path("phase").asText(),
          item.path("generation").asText(),
          item.path("observedGeneration").asText(),
          ObjectText.text(item.path("lastOutcome")));
    }
    table.print(out);
    return 0;
  }

  private ArrayNode all(GatewayClient client) throws GatewayFailure {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", String.valueOf(PAGE));
    if (namespace != null) {
      query.put("namespace", namespace);
    }
    if (selector != null) {
      query.put("labelSelector", selector);
    }
    String path = GatewayClient.path("api", "v1", "controllers", controller.name(), "objects");
    ArrayNode items = GatewayClient.array();
    String next;
    do {
      JsonNode page = client.get(path, query);
      page.path("items").forEach(items::add);
      next = page.path("continue").asText("");
      query.put("continue", next);
    } while (!next.isEmpty());
    return items;
  }
}
