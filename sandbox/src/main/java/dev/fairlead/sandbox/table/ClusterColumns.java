package dev.fairlead.sandbox.table;

import static dev.fairlead.sandbox.table.Column.AGE;
import static dev.fairlead.sandbox.table.Column.NAME;
import static dev.fairlead.sandbox.table.Column.field;
import static dev.fairlead.sandbox.table.Column.number;
import static dev.fairlead.sandbox.table.Column.text;
import static dev.fairlead.sandbox.table.Column.wide;
import static dev.fairlead.sandbox.table.Column.yesOrNo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of what a cluster has beside its workloads. */
final class ClusterColumns {

  static final Map<String, List<Column>> ALL =
      Map.ofEntries(
          Map.entry("namespaces", List.of(NAME, field("Status", "status.phase"), AGE)),
          Map.entry("nodes", nodes()),
          Map.entry("events", events()),
          Map.entry(
              "configmaps",
              List.of(
                  NAME,
                  text("Data", row -> (long) row.at("data").size() + row.at("binaryData").size()),
                  AGE)),
          Map.entry(
              "secrets",
              List.of(
                  NAME,
                  field("Type", "type"),
                  text("Data", row -> (long) row.at("data").size()),
                  AGE)),
          Map.entry("serviceaccounts", List.of(NAME, AGE)),
          Map.entry(
              "leases.coordination.k8s.io",
              List.of(NAME, field("Holder", "spec.holderIdentity"), AGE)),
          Map.entry("rolebindings.rbac.authorization.k8s.io", bindings()),
          Map.entry("clusterrolebindings.rbac.authorization.k8s.io", bindings()),
          Map.entry(
              "poddisruptionbudgets.policy",
              List.of(
                  NAME,
                  text("Min Available", row -> row.textOr("spec.minAvailable", "N/A")),
                  text("Max Unavailable", row -> row.textOr("spec.maxUnavailable", "N/A")),
                  number("Allowed Disruptions", row -> row.number("status.disruptionsAllowed")),
                  AGE)),
          Map.entry("horizontalpodautoscalers.autoscaling", autoscalers()),
          Map.entry(
              "priorityclasses.scheduling.k8s.io",
              List.of(
                  NAME,
                  number("Value", row -> row.number("value")),
                  yesOrNo("Global-Default", row -> row.at("globalDefault").asBoolean()),
                  AGE,
                  field("PreemptionPolicy", "preemptionPolicy"))),
          Map.entry("runtimeclasses.node.k8s.io", List.of(NAME, field("Handler", "handler"), AGE)));

  private ClusterColumns() {}

  private static List<Column> nodes() {
    return List.of(
        NAME,
        text("Status", ClusterColumns::nodeStatus),
        text("Roles", ClusterColumns::nodeRoles),
        AGE,
        field("Version", "status.nodeInfo.kubeletVersion"),
        wide("Internal-IP", row -> address(row, "InternalIP")),
        wide("External-IP", row -> address(row, "ExternalIP")),
        wide("OS-Image", row -> row.textOr("status.nodeInfo.osImage", "<unknown>")),
        wide("Kernel-Version", ClusterColumns::kernel),
        wide(
            "Container-Runtime",
            row -> row.textOr("status.nodeInfo.containerRuntimeVersion", "<unknown>")));
  }

  private static String nodeStatus(Row row) {
    String ready = row.condition("Ready");
    String status = ready.isEmpty() ? "Unknown" : ready.equals("True") ? "Ready" : "NotReady";
    return row.at("spec.unschedulable").asBoolean() ? status + ",SchedulingDisabled" : status;
  }

  private static String nodeRoles(Row row) {
    String prefix = "node-role.kubernetes.io/";
    List<String> roles = new ArrayList<>();
    row.at("metadata.labels")
        .properties()
        .forEach(label -> {
          if (label.getKey().startsWith(prefix) && label.getKey().length() > prefix.length()) {
            roles.add(label.getKey().substring(prefix.length()));
          }
        });
    return roles.isEmpty() ? Row.NONE : String.join(",", roles.stream().sorted().toList());
  }

  private static String address(Row row, String type) {
    for (JsonNode address : row.at("status.addresses")) {
      if (address.path("type").asText().equals(type)) {
        return address.path("address").asText();
      }
    }
    return Row.NONE;
  }

  private static String kernel(Row row) {
    String architecture = row.text("status.nodeInfo.architecture");
    String version = row.textOr("status.nodeInfo.kernelVersion", "<unknown>");
    return architecture.isEmpty() ? version : version + " (" + architecture + ")";
  }

  private static List<Column> events() {
    return List.of(
        text("Last Seen", ClusterColumns::lastSeen),
        field("Type", "type"),
        field("Reason", "reason"),
        text("Object", ClusterColumns::target),
        wide("Subobject", row -> row.text("involvedObject.fieldPath")),
        wide("Source", ClusterColumns::source),
        text("Message", row -> row.text("message").strip()),
        wide("First Seen", ClusterColumns::firstSeen),
        wide("Count", ClusterColumns::count),
        new Column("Name", "string", "name", 1, Row::name));
  }

  private static String firstSeen(Row row) {
    return Ages.since(row.textOr("firstTimestamp", row.text("eventTime")), row.now());
  }

  private static String lastSeen(Row row) {
    if (row.at("series").isObject()) {
      return row.since("series.lastObservedTime");
    }
    return row.text("lastTimestamp").isEmpty() ? firstSeen(row) : row.since("lastTimestamp");
  }

  private static Long count(Row row) {
    return row.at("series").isObject()
        ? row.number("series.count")
        : Math.max(1, row.number("count"));
  }

  private static String target(Row row) {
    String kind = row.text("involvedObject.kind").toLowerCase(Locale.ROOT);
    String name = row.text("involvedObject.name");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  private static String source(Row row) {
    String component = row.textOr("source.component", row.text("reportingComponent"));
    String host = row.textOr("source.host", row.text("reportingInstance"));
    return host.isEmpty() ? component : component + ", " + host;
  }

  private static List<Column> bindings() {
    return List.of(
        NAME,
        text("Role", row -> row.text("roleRef.kind") + "/" + row.text("roleRef.name")),
        AGE,
        wide("Users", row -> subjects(row, "User")),
        wide("Groups", row -> subjects(row, "Group")),
        wide("ServiceAccounts", row -> subjects(row, "ServiceAccount")));
  }

  private static String subjects(Row row, String kind) {
    List<String> names = new ArrayList<>();
    for (JsonNode subject : row.at("subjects")) {
      if (subject.path("kind").asText().equals(kind)) {
        String name = subject.path("name").asText();
        names.add(
            kind.equals("ServiceAccount") ? subject.path("namespace").asText() + "/" + name : name);
      }
    }
    return String.join(", ", names);
  }

  private static List<Column> autoscalers() {
    return List.of(
        NAME,
        text(
            "Reference",
            row ->
                row.text("spec.scaleTargetRef.kind") + "/" + row.text("spec.scaleTargetRef.name")),
        text("Targets", AutoscalerTargets::text),
        text("MinPods", row -> row.textOr("spec.minReplicas", "<unset>")),
        text("MaxPods", row -> row.number("spec.maxReplicas")),
        text("Replicas", row -> row.number("status.currentReplicas")),
        AGE);
  }
}
