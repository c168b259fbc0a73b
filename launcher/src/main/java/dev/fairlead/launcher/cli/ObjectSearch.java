package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The objects of a controller, page by page. */
record ObjectSearch(GatewayClient client, ControllerParameter controller) {

  private static final int PAGE = 500;

  /** Every object that matches, in the order of namespaces and names. */
  void each(Map<String, String> query, Consumer<JsonNode> object) throws GatewayFailure {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("limit", String.valueOf(PAGE));
    asked.putAll(query);
    String next;
    do {
      JsonNode page = controller.get(client, controller.path("objects"), asked);
      page.path("items").forEach(object);
      next = page.path("continue").asText("");
      asked.put("continue", next);
    } while (!next.isEmpty());
  }

  /**
   * Where the gateway answers for an object. One whose namespace is not said is looked for in all
   * of them.
   *
   * @param namespace where to look; empty for everywhere
   * @param below what is asked about the object
   */
  String path(ObjectName object, Optional<String> namespace, String... below)
      throws GatewayFailure, CommandFailure {
    Optional<String> said = object.namespace().or(() -> namespace);
    String path =
        controller.path(
            "objects", said.isPresent() ? said.get() : namespaceOf(object.name()), object.name());
    return below.length == 0 ? path : path + GatewayClient.path(below);
  }

  private String namespaceOf(String name) throws GatewayFailure, CommandFailure {
    List<String> namespaces = new ArrayList<>();
    each(
        Map.of("search", name),
        object -> {
          if (object.path("name").asText().equals(name)) {
            namespaces.add(namespace(object));
          }
        });
    return switch (namespaces.size()) {
      case 0 ->
          throw new CommandFailure(
              "no object is named "
                  + name
                  + "; history of one that is gone is asked for by NAMESPACE/NAME");
      case 1 -> namespaces.getFirst();
      default ->
          throw new CommandFailure(
              namespaces.size()
                  + " objects are named "
                  + name
                  + "; give one of "
                  + String.join(
                      ", ", namespaces.stream().limit(5).map(it -> it + "/" + name).toList()));
    };
  }

  /** The namespace as it is written on the command line. */
  static String namespace(JsonNode object) {
    String namespace = object.path("namespace").asText("");
    return namespace.isEmpty() || object.path("namespace").isNull() ? "-" : namespace;
  }
}
