package dev.fairlead.sandbox.table;

import static dev.fairlead.sandbox.table.Column.AGE;
import static dev.fairlead.sandbox.table.Column.NAME;
import static dev.fairlead.sandbox.table.Column.field;
import static dev.fairlead.sandbox.table.Column.text;
import static dev.fairlead.sandbox.table.Column.wide;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of what brings traffic to pods. */
final class NetworkColumns {

  private static final int SHOWN_MAX = 3;

  static final Map<String, List<Column>> ALL =
      Map.of(
          "services",
          List.of(
              NAME,
              field("Type", "spec.type"),
              text("Cluster-IP", row -> first(row.at("spec.clusterIPs"))),
              text("External-IP", NetworkColumns::externalIp),
              text("Port(s)", NetworkColumns::ports),
              AGE,
              wide("Selector", row -> row.labels("spec.selector"))),
          "endpoints",
          List.of(NAME, text("Endpoints", NetworkColumns::endpoints), AGE),
          "endpointslices.discovery.k8s.io",
          List.of(
              NAME,
              field("AddressType", "addressType"),
              text("Ports", NetworkColumns::slicePorts),
              text("Endpoints", NetworkColumns::sliceEndpoints),
              AGE),
          "ingresses.networking.k8s.io",
          List.of(
              NAME,
              text("Class", row -> row.textOr("spec.ingressClassName", Row.NONE)),
              text("Hosts", NetworkColumns::hosts),
              text("Address", row -> addresses(row)),
              text("Ports", row -> row.at("spec.tls").isEmpty() ? "80" : "80, 443"),
              AGE),
          "ingressclasses.networking.k8s.io",
          List.of(
              NAME,
              field("Controller", "spec.controller"),
              text("Parameters", NetworkColumns::parameters),
              AGE),
          "networkpolicies.networking.k8s.io",
          List.of(NAME, text("Pod-Selector", row -> row.selector("spec.podSelector")), AGE),
          "servicecidrs.networking.k8s.io",
          List.of(NAME, text("CIDRs", NetworkColumns::cidrs), AGE));

  private NetworkColumns() {}

  private static String first(JsonNode array) {
    return array.path(0).asText(Row.NONE);
  }

  private static String externalIp(Row row) {
    List<String> external = new ArrayList<>();
    row.at("spec.externalIPs").forEach(ip -> external.add(ip.asText()));
    return switch (row.text("spec.type")) {
      case "ClusterIP", "NodePort" -> external.isEmpty() ? Row.NONE : String.join(",", external);
      case "LoadBalancer" -> {
        String balancer = addresses(row);
        if (!balancer.isEmpty()) {
          external.addFirst(balancer);
        }
        yield external.isEmpty() ? "<pending>" : String.join(",", external);
      }
      case "ExternalName" -> row.text("spec.externalName");
      default -> "<unknown>";
    };
  }

  /** Of the load balancer. */
  private static String addresses(Row row) {
    TreeSet<String> addresses = new TreeSet<>();
    for (JsonNode ingress : row.at("status.loadBalancer.ingress")) {
      addresses.add(ingress.path("ip").asText(ingress.path("hostname").asText("")));
    }
    return String.join(",", addresses);
  }

  private static String ports(Row row) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : row.at("spec.ports")) {
      String node = port.path("nodePort").asInt() > 0 ? ":" + port.path("nodePort").asInt() : "";
      ports.add(port.path("port").asInt() + node + "/" + port.path("protocol").asText("TCP"));
    }
    return ports.isEmpty() ? Row.NONE : String.join(",", ports);
  }

  private static String endpoints(Row row) {
    List<String> endpoints = new ArrayList<>();
    for (JsonNode subset : row.at("subsets")) {
      if (subset.path("ports").isEmpty()) {
        subset.path("addresses").forEach(it -> endpoints.add(it.path("ip").asText()));
      }
      for (JsonNode port : subset.path("ports")) {
        for (JsonNode address : subset.path("addresses")) {
          String ip = address.path("ip").asText();
          endpoints.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port.path("port").asInt());
        }
      }
    }
    return some(endpoints);
  }

  private static String slicePorts(Row row) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : row.at("ports")) {
      ports.add(port.path("port").asText(port.path("name").asText("*")));
    }
    return unset(some(ports));
  }

  private static String sliceEndpoints(Row row) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode endpoint : row.at("endpoints")) {
      endpoint.path("addresses").forEach(address -> addresses.add(address.asText()));
    }
    return unset(some(addresses));
  }

  private static String unset(String text) {
    return text.equals(Row.NONE) ? "<unset>" : text;
  }

  private static String hosts(Row row) {
    List<String> hosts = new ArrayList<>();
    for (JsonNode rule : row.at("spec.rules")) {
      if (rule.hasNonNull("host")) {
        hosts.add(rule.path("host").asText());
      }
    }
    return hosts.isEmpty() ? "*" : some(hosts);
  }

  private static String cidrs(Row row) {
    List<String> cidrs = new ArrayList<>();
    row.at("spec.cidrs").forEach(cidr -> cidrs.add(cidr.asText()));
    return String.join(",", cidrs);
  }

  private static String parameters(Row row) {
    JsonNode parameters = row.at("spec.parameters");
    if (!parameters.isObject()) {
      return Row.NONE;
    }
    String group = parameters.path("apiGroup").asText("");
    return parameters.path("kind").asText()
        + (group.isEmpty() ? "" : "." + group)
        + "/"
        + parameters.path("name").asText();
  }

  private static String some(List<String> texts) {
    if (texts.isEmpty()) {
      return Row.NONE;
    }
    int more = texts.size() - SHOWN_MAX;
    String shown = String.join(",", texts.subList(0, Math.min(SHOWN_MAX, texts.size())));
    return more > 0 ? shown + " + " + more + " more..." : shown;
  }
}
