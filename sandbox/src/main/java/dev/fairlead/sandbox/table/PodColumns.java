package dev.fairlead.sandbox.table;

import static dev.fairlead.sandbox.table.Column.AGE;
import static dev.fairlead.sandbox.table.Column.NAME;
import static dev.fairlead.sandbox.table.Column.text;
import static dev.fairlead.sandbox.table.Column.wide;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The columns of pods, whose status is put together from those of their containers. */
final class PodColumns {

  static final List<Column> ALL =
      List.of(
          NAME,
          text("Ready", PodColumns::ready),
          text("Status", PodColumns::status),
          text("Restarts", PodColumns::restarts),
          AGE,
          wide("IP", row -> orNone(row.at("status.podIPs").path(0).path("ip").asText(""))),
          wide("Node", row -> row.textOr("spec.nodeName", Row.NONE)),
          wide("Nominated Node", row -> row.textOr("status.nominatedNodeName", Row.NONE)),
          wide("Readiness Gates", PodColumns::readinessGates));

  private PodColumns() {}

  private static String orNone(String text) {
    return text.isEmpty() ? Row.NONE : text;
  }

  private static String ready(Row row) {
    int ready = 0;
    for (JsonNode container : row.at("status.containerStatuses")) {
      if (container.path("ready").asBoolean() && container.path("state").hasNonNull("running")) {
        ready++;
      }
    }
    return ready + "/" + row.at("spec.containers").size();
  }

  private static String status(Row row) {
    boolean deleting = !row.text("metadata.deletionTimestamp").isEmpty();
    String phase = row.text("status.phase");
    String reason = row.textOr("status.reason", phase);
    if (deleting && reason.equals("NodeLost")) {
      return "Unknown";
    }
    if (deleting && !phase.equals("Failed") && !phase.equals("Succeeded")) {
      return "Terminating";
    }
    String initializing = initializing(row);
    return initializing.isEmpty() ? containers(row, reason) : initializing;
  }

  /** What the first init container that is not done does; empty if all are. */
  private static String initializing(Row row) {
    JsonNode statuses = row.at("status.initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      JsonNode state = statuses.path(i).path("state");
      JsonNode terminated = state.path("terminated");
      if (terminated.isObject() && terminated.path("exitCode").asInt() == 0) {
        continue;
      }
      if (terminated.isObject()) {
        return "Init:" + ended(terminated);
      }
      String waiting = state.path("waiting").path("reason").asText("");
      return waiting.isEmpty() || waiting.equals("PodInitializing")
          ? "Init:" + i + "/" + row.at("spec.initContainers").size()
          : "Init:" + waiting;
    }
    return "";
  }

  private static String containers(Row row, String phase) {
    String reason = phase;
    boolean running = false;
    JsonNode statuses = row.at("status.containerStatuses");
    for (int i = statuses.size() - 1; i >= 0; i--) {
      JsonNode state = statuses.path(i).path("state");
      String waiting = state.path("waiting").path("reason").asText("");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (state.path("terminated").isObject()) {
        reason = ended(state.path("terminated"));
      } else if (statuses.path(i).path("ready").asBoolean() && state.hasNonNull("running")) {
        running = true;
      }
    }
    if (reason.equals("Completed") && running) {
      return row.condition("Ready").equals("True") ? "Running" : "NotReady";
    }
    return reason;
  }

  private static String ended(JsonNode terminated) {
    String reason = terminated.path("reason").asText("");
    if (!reason.isEmpty()) {
      return reason;
    }
    int signal = terminated.path("signal").asInt();
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
  }

  private static String restarts(Row row) {
    long restarts = 0;
    String last = "";
    for (JsonNode container : row.at("status.containerStatuses")) {
      restarts += container.path("restartCount").asLong();
      String finished =
          container.path("lastState").path("terminated").path("finishedAt").asText("");
      last = finished.compareTo(last) > 0 ? finished : last;
    }
    return restarts == 0 || last.isEmpty()
        ? Long.toString(restarts)
        : restarts + " (" + Ages.since(last, row.now()) + " ago)";
  }

  private static String readinessGates(Row row) {
    JsonNode gates = row.at("spec.readinessGates");
    int met = 0;
    for (JsonNode gate : gates) {
      met += row.condition(gate.path("conditionType").asText()).equals("True") ? 1 : 0;
    }
    return gates.isEmpty() ? Row.NONE : met + "/" + gates.size();
  }
}
