package dev.fairlead.sandbox.table;

import static dev.fairlead.sandbox.table.Column.AGE;
import static dev.fairlead.sandbox.table.Column.NAME;
import static dev.fairlead.sandbox.table.Column.field;
import static dev.fairlead.sandbox.table.Column.number;
import static dev.fairlead.sandbox.table.Column.text;
import static dev.fairlead.sandbox.table.Column.wide;
import static dev.fairlead.sandbox.table.Column.yesOrNo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of what runs containers. */
final class WorkloadColumns {

  private static final String CONTAINERS = "spec.template.spec.containers";

  static final Map<String, List<Column>> ALL =
      Map.ofEntries(
          Map.entry("pods", PodColumns.ALL),
          Map.entry(
              "deployments.apps",
              List.of(
                  NAME,
                  text("Ready", WorkloadColumns::ready),
                  text("Up-to-date", row -> row.number("status.updatedReplicas")),
                  text("Available", row -> row.number("status.availableReplicas")),
                  AGE,
                  containers(CONTAINERS),
                  images(CONTAINERS),
                  selector("spec.selector"))),
          Map.entry("replicasets.apps", replicas()),
          Map.entry("replicationcontrollers", replicationControllers()),
          Map.entry(
              "statefulsets.apps",
              List.of(
                  NAME,
                  text("Ready", WorkloadColumns::ready),
                  AGE,
                  containers(CONTAINERS),
                  images(CONTAINERS))),
          Map.entry(
              "daemonsets.apps",
              List.of(
                  NAME,
                  number("Desired", row -> row.number("status.desiredNumberScheduled")),
                  number("Current", row -> row.number("status.currentNumberScheduled")),
                  number("Ready", row -> row.number("status.numberReady")),
                  number("Up-to-date", row -> row.number("status.updatedNumberScheduled")),
                  number("Available", row -> row.number("status.numberAvailable")),
                  text("Node Selector", row -> row.labels("spec.template.spec.nodeSelector")),
                  AGE,
                  containers(CONTAINERS),
                  images(CONTAINERS),
                  selector("spec.selector"))),
          Map.entry(
              "jobs.batch",
              List.of(
                  NAME,
                  text("Status", WorkloadColumns::jobStatus),
                  text("Completions", WorkloadColumns::completions),
                  text("Duration", WorkloadColumns::duration),
                  AGE,
                  containers(CONTAINERS),
                  images(CONTAINERS),
                  selector("spec.selector"))),
          Map.entry("cronjobs.batch", cronJobs()),
          Map.entry(
              "podtemplates",
              List.of(
                  NAME,
                  text("Containers", row -> row.each("template.spec.containers", "name")),
                  text("Images", row -> row.each("template.spec.containers", "image")),
                  text("Pod Labels", row -> row.labels("template.metadata.labels")))));

  private WorkloadColumns() {}

  private static List<Column> replicas() {
    return List.of(
        NAME,
        number("Desired", row -> row.number("spec.replicas")),
        number("Current", row -> row.number("status.replicas")),
        number("Ready", row -> row.number("status.readyReplicas")),
        AGE,
        containers(CONTAINERS),
        images(CONTAINERS),
        selector("spec.selector"));
  }

  private static List<Column> replicationControllers() {
    List<Column> columns = new ArrayList<>(replicas());
    columns.removeLast();
    columns.add(wide("Selector", row -> row.labels("spec.selector")));
    return List.copyOf(columns);
  }

  private static List<Column> cronJobs() {
    String spec = "spec.jobTemplate.spec";
    return List.of(
        NAME,
        field("Schedule", "spec.schedule"),
        text("Timezone", row -> row.textOr("spec.timeZone", Row.NONE)),
        yesOrNo("Suspend", row -> row.at("spec.suspend").asBoolean() ? "True" : "False"),
        number("Active", row -> (long) row.at("status.active").size()),
        text(
            "Last Schedule",
            row ->
                row.text("status.lastScheduleTime").isEmpty()
                    ? Row.NONE
                    : row.since("status.lastScheduleTime")),
        AGE,
        containers(spec + ".template.spec.containers"),
        images(spec + ".template.spec.containers"),
        selector(spec + ".selector"));
  }

  private static Column containers(String path) {
    return wide("Containers", row -> row.each(path, "name"));
  }

  private static Column images(String path) {
    return wide("Images", row -> row.each(path, "image"));
  }

  private static Column selector(String path) {
    return wide("Selector", row -> row.selector(path));
  }

  private static String ready(Row row) {
    return row.number("status.readyReplicas") + "/" + row.number("spec.replicas");
  }

  private static String jobStatus(Row row) {
    if (row.condition("Complete").equals("True")) {
      return "Complete";
    }
    if (row.condition("Failed").equals("True")) {
      return "Failed";
    }
    if (!row.text("metadata.deletionTimestamp").isEmpty()) {
      return "Terminating";
    }
    for (String condition : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
      if (row.condition(condition).equals("True")) {
        return condition;
      }
    }
    return "Running";
  }

  private static String completions(Row row) {
    long succeeded = row.number("status.succeeded");
    if (!row.text("spec.completions").isEmpty()) {
      return succeeded + "/" + row.number("spec.completions");
    }
    long parallelism = row.number("spec.parallelism");
    return succeeded + "/1" + (parallelism > 1 ? " of " + parallelism : "");
  }

  private static String duration(Row row) {
    String start = row.text("status.startTime");
    String end = row.text("status.completionTime");
    if (start.isEmpty()) {
      return "";
    }
    return end.isEmpty()
        ? row.since("status.startTime")
        : Ages.text(Duration.between(Instant.parse(start), Instant.parse(end)));
  }
}
