package dev.fairlead.sandbox.builtin;

import static dev.fairlead.sandbox.builtin.Json.object;
import static dev.fairlead.sandbox.builtin.Json.objects;
import static dev.fairlead.sandbox.builtin.Json.present;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API fills in for a service. */
final class ServiceDefaults {

  private static final int THREE_HOURS_SECONDS = 10_800;

  private ServiceDefaults() {}

  static void spec(ObjectNode spec) {
    put(spec, "sessionAffinity", "None");
    put(spec, "type", "ClusterIP");
    affinity(spec);
    for (ObjectNode port : objects(spec.path("ports"))) {
      put(port, "protocol", "TCP");
      if (Json.zero(port.path("targetPort"))) {
        port.set("targetPort", Json.node(port.path("port").asInt()));
      }
    }
    String type = spec.path("type").asText();
    if (external(spec)) {
      put(spec, "externalTrafficPolicy", "Cluster");
    }
    if (List.of("NodePort", "LoadBalancer", "ClusterIP").contains(type)) {
      put(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer") && !present(spec.path("allocateLoadBalancerNodePorts"))) {
      spec.put("allocateLoadBalancerNodePorts", true);
    }
  }

  /** Whether it can be reached from outside. */
  static boolean external(ObjectNode spec) {
    String type = spec.path("type").asText();
    return type.equals("LoadBalancer")
        || type.equals("NodePort")
        || (type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
  }

  private static void affinity(ObjectNode spec) {
    String affinity = spec.path("sessionAffinity").asText();
    if (affinity.equals("None")) {
      spec.remove("sessionAffinityConfig");
    }
    if (affinity.equals("ClientIP")) {
      ObjectNode client = object(object(spec, "sessionAffinityConfig"), "clientIP");
      if (!present(client.path("timeoutSeconds"))) {
        client.put("timeoutSeconds", THREE_HOURS_SECONDS);
      }
    }
  }

  private static void put(ObjectNode object, String name, String value) {
    if (object.path(name).asText("").isEmpty()) {
      object.put(name, value);
    }
  }
}
