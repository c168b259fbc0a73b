package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Controllers as rows of a table. */
final class ControllerRows {

  private ControllerRows() {}

  /** One row each; with rates where there is room. */
  static Table table(JsonNode controllers, boolean wide) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "NAME", "KIND", "OBJECTS", "READY", "DUE", "DELAYED", "RUNNING", "HELD",
                "WORKERS"));
    if (wide) {
      header.addAll(List.of("CREDIT", "OLDEST", "RATE/S", "ERRORS/S", "STATE"));
    }
    Table table = new Table(header.toArray(String[]::new));
    for (JsonNode controller : controllers) {
      List<String> cells = new ArrayList<>();
      cells.add(controller.path("name").asText());
      cells.add(kind(controller));
      for (String field :
          List.of("objects", "ready", "due", "delayed", "running", "held", "workers")) {
        cells.add(controller.path(field).asText());
      }
      if (wide) {
        cells.add(controller.path("credit").asText());
        cells.add(oldest(controller));
        cells.add(rate(controller, "ratePerSecond"));
        cells.add(rate(controller, "errorsPerSecond"));
        cells.add(state(controller));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /** What changes by the second, the most telling first, for terminals that cut lines. */
  static Table top(JsonNode controllers) {
    Table table =
        new Table(
            "NAME",
            "STATE",
            "READY",
            "DUE",
            "DELAYED",
            "RUNNING",
            "HELD",
            "OLDEST",
            "RATE/S",
            "ERRORS/S",
            "CREDIT",
            "WORKERS");
    for (JsonNode controller : controllers) {
      table.row(
          controller.path("name").asText(),
          state(controller),
          controller.path("ready").asText() + "/" + controller.path("objects").asText(),
          controller.path("due").asText(),
          controller.path("delayed").asText(),
          controller.path("running").asText(),
          controller.path("held").asText(),
          oldest(controller),
          rate(controller, "ratePerSecond"),
          rate(controller, "errorsPerSecond"),
          controller.path("credit").asText(),
          controller.path("workers").asText());
    }
    return table;
  }

  /** With its group where the controller's children are of a kind that is called alike. */
  private static String kind(JsonNode controller) {
    String kind = controller.path("kind").asText();
    String apiVersion = controller.path("apiVersion").asText();
    for (JsonNode owned : controller.path("owns")) {
      if (owned.asText().endsWith(" " + kind) && !owned.asText().startsWith(apiVersion + " ")) {
        return kind + "." + apiVersion.replaceFirst("/.*", "");
      }
    }
    return kind;
  }

  static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.path("items").forEach(controller -> names.add(controller.path("name").asText()));
    return names;
  }

  private static String state(JsonNode controller) {
    return controller.path("paused").asBoolean()
        ? "paused"
        : controller.path("problems").isEmpty() ? "ok" : "problems";
  }

  private static String oldest(JsonNode controller) {
    return String.format(Locale.ROOT, "%.1fs", controller.path("oldestDueSeconds").asDouble());
  }

  private static String rate(JsonNode controller, String field) {
    return String.format(Locale.ROOT, "%.1f", controller.path(field).asDouble());
  }
}
