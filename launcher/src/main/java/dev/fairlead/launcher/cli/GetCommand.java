package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.client.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Spec private CommandSpec spec;
  @Mixin private GatewayOptions gateway;
  @Mixin private ControllerParameter controller;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAMESPACE/NAME",
      converter = ObjectName.Converter.class,
      description =
          "One object; -/NAME for a cluster-scoped one. The name alone if no other has it.")
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

  @Option(
      names = "--ready",
      arity = "1",
      paramLabel = "true|false",
      description = "Only those that are ready, or that are not.")
  private @Nullable Boolean ready;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "Only those in it: idle, due, delayed, running, held or paused.")
  private @Nullable String phase;

  @Override
  public Integer call() throws GatewayFailure, CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    GatewayClient client = gateway.client();
    ObjectSearch search = new ObjectSearch(client, controller);
    if (object != null) {
      String path = search.path(object, Optional.ofNullable(namespace));
      JsonNode one = controller.get(client, path, Map.of());
      gateway.print(
          out, one, (to, _) -> to.println(ObjectText.of(one)), answer -> List.of(name(answer)));
      return 0;
    }
    ArrayNode items = GatewayClient.array();
    search.each(query(), items::add);
    ObjectNode list = items.objectNode();
    list.set("items", items);
    list.putNull("continue");
    gateway.print(
        out,
        list,
        (to, wide) -> table(items, wide).print(to),
        answer -> {
          List<String> names = new ArrayList<>();
          answer.path("items").forEach(item -> names.add(name(item)));
          return names;
        });
    return 0;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    put(query, "namespace", namespace);
    put(query, "labelSelector", selector);
    put(query, "ready", ready);
    put(query, "phase", phase);
    return query;
  }

  private static void put(Map<String, String> query, String name, @Nullable Object value) {
    if (value != null) {
      query.put(name, value.toString());
    }
  }

  private static Table table(JsonNode items, boolean wide) {
    List<String> header =
        new ArrayList<>(
            List.of("NAMESPACE", "NAME", "READY", "PHASE", "GENERATION", "OBSERVED", "LAST"));
    if (wide) {
      header.addAll(List.of("FINISHED", "NEXT", "WORKER", "ERROR"));
    }
    Table table = new Table(header.toArray(String[]::new));
    for (JsonNode item : items) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  ObjectSearch.namespace(item),
                  item.path("name").asText(),
                  ObjectText.text(item.path("ready")),
                  item.path("phase").asText(),
                  item.path("generation").asText(),
                  item.path("observedGeneration").asText(),
                  ObjectText.text(item.path("lastOutcome"))));
      if (wide) {
        for (String field : List.of("lastFinishedAt", "nextAttemptAt", "worker", "lastError")) {
          cells.add(ObjectText.text(item.path(field)));
        }
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /** As other commands take it. */
  private static String name(JsonNode object) {
    return ObjectSearch.namespace(object) + "/" + object.path("name").asText();
  }
}
