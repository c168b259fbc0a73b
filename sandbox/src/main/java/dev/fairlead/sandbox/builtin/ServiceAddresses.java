package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives services what the server chooses for them: a cluster address from 10.0.0.0/16 and ports of
 * the nodes. They are drawn at random from ranges so large that two services hardly ever share one;
 * nothing listens there. A server keeps a register instead, and its range is often smaller.
 */
final class ServiceAddresses {

  private static final int NODE_PORT_MIN = 30_000;
  private static final int NODE_PORT_MAX = 32_767;

  private ServiceAddresses() {}

  static void allocate(ObjectNode service) {
    ObjectNode spec = Json.object(service, "spec");
    String type = spec.path("type").asText();
    if (List.of("ClusterIP", "NodePort", "LoadBalancer").contains(type)) {
      address(spec);
    }
    if (opensNodePorts(spec)) {
      for (ObjectNode port : Json.objects(spec.path("ports"))) {
        if (Json.zero(port.path("nodePort"))) {
          port.put(
              "nodePort", ThreadLocalRandom.current().nextInt(NODE_PORT_MIN, NODE_PORT_MAX + 1));
        }
      }
    }
    if (type.equals("LoadBalancer")
        && spec.path("externalTrafficPolicy").asText().equals("Local")
        && Json.zero(spec.path("healthCheckNodePort"))) {
      spec.put(
          "healthCheckNodePort",
          ThreadLocalRandom.current().nextInt(NODE_PORT_MIN, NODE_PORT_MAX + 1));
    }
  }

  /** Whether it has ports on the nodes. */
  static boolean opensNodePorts(JsonNode spec) {
    String type = spec.path("type").asText();
    return type.equals("NodePort")
        || (type.equals("LoadBalancer")
            && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  private static void address(ObjectNode spec) {
    String first = spec.path("clusterIPs").path(0).asText("");
    String address = spec.path("clusterIP").asText(first);
    if (address.isEmpty()) {
      address = random();
    }
    if (Json.zero(spec.path("clusterIP"))) {
      spec.put("clusterIP", address);
    }
    if (Json.zero(spec.path("clusterIPs"))) {
      Json.put(spec, "clusterIPs", List.of(address));
    }
    boolean selectorless = address.equals("None") && Json.zero(spec.path("selector"));
    if (Json.zero(spec.path("ipFamilyPolicy"))) {
      spec.put("ipFamilyPolicy", selectorless ? "RequireDualStack" : "SingleStack");
    }
    if (Json.zero(spec.path("ipFamilies"))) {
      List<String> families =
          selectorless && spec.path("ipFamilyPolicy").asText().equals("RequireDualStack")
              ? List.of("IPv4", "IPv6")
              : List.of(address.contains(":") ? "IPv6" : "IPv4");
      Json.put(spec, "ipFamilies", families);
    }
  }

  private static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "10.0.%d.%d".formatted(random.nextInt(256), random.nextInt(1, 255));
  }
}
