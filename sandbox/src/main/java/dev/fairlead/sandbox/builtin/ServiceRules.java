package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Services. */
final class ServiceRules {

  static final Rules SERVICE =
      Rules.PLAIN
          .createdOnUpdate()
          .onCreate(ServiceAddresses::allocate)
          .onUpdate(ServiceRules::inherit)
          .check(
              ServiceRules::check,
              (object, old) -> {
                unchanged(object.at("spec"), old.at("spec"));
                check(object);
              });

  private ServiceRules() {}

  static boolean headless(JsonNode spec) {
    return spec.path("clusterIPs").path(0).asText(spec.path("clusterIP").asText("")).equals("None");
  }

  /** What a client may leave out of an update stays as it is. */
  private static void inherit(ObjectNode object, ObjectNode old) {
    ObjectNode spec = Json.object(object, "spec");
    JsonNode before = old.path("spec");
    boolean outside = spec.path("type").asText().equals("ExternalName");
    if (outside) {
      List<String> inside = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");
      inside.stream().filter(it -> spec.path(it).equals(before.path(it))).forEach(spec::remove);
    } else {
      for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
        if (Json.zero(spec.path(field)) && before.has(field)) {
          spec.set(field, before.get(field).deepCopy());
        }
      }
    }
    String address = spec.path("clusterIP").asText("");
    if (!outside && !address.equals(spec.path("clusterIPs").path(0).asText(""))) {
      // Who names one address means both fields.
      Json.put(spec, "clusterIPs", List.of(address));
    }
    ports(spec, before);
    if (!ServiceDefaults.external(spec)
        && spec.path("externalTrafficPolicy").equals(before.path("externalTrafficPolicy"))) {
      spec.remove("externalTrafficPolicy");
    }
    ServiceAddresses.allocate(object);
  }

  private static void ports(ObjectNode spec, JsonNode before) {
    boolean open = ServiceAddresses.opensNodePorts(spec);
    boolean wasOpen = ServiceAddresses.opensNodePorts(before);
    for (ObjectNode port : Json.objects(spec.path("ports"))) {
      for (ObjectNode known : Json.objects(before.path("ports"))) {
        boolean same =
            port.path("port").equals(known.path("port"))
                && port.path("protocol").equals(known.path("protocol"));
        if (same && known.has("nodePort")) {
          if (open && !port.has("nodePort")) {
            port.set("nodePort", known.get("nodePort"));
          } else if (!open && wasOpen && port.path("nodePort").equals(known.get("nodePort"))) {
            port.remove("nodePort");
          }
        }
      }
    }
  }

  private static void unchanged(Check spec, Check old) {
    boolean inside = !spec.at("type").is("ExternalName") && !old.at("type").is("ExternalName");
    JsonNode now = spec.node().path("clusterIPs");
    JsonNode before = old.node().path("clusterIPs");
    boolean bothHeadless = headless(spec.node()) && headless(old.node());
    if (inside && !bothHeadless && !before.isEmpty() && !now.path(0).equals(before.path(0))) {
      spec.at("clusterIPs").item(0).with(now).invalid("may not change once set");
    }
  }

  private static void check(Check object) {
    Check spec = object.at("spec");
    boolean headless = headless(spec.node());
    boolean outside = spec.at("type").is("ExternalName");
    if (spec.at("ports").zero() && !headless && !outside) {
      spec.at("ports").required();
    }
    type(spec, headless);
    ports(spec.at("ports"));
    Formats.labels(spec.at("selector"));
    spec.at("sessionAffinity").neededOneOf("ClientIP", "None");
    if (spec.at("sessionAffinity").is("ClientIP")) {
      Check timeout = spec.at("sessionAffinityConfig.clientIP.timeoutSeconds");
      if (timeout.number() <= 0 || timeout.number() > 86_400) {
        timeout.invalid("must be greater than 0 and less than 86400");
      }
    }
    if (!outside) {
      addresses(spec);
    }
    for (Check address : spec.at("externalIPs").items()) {
      address.invalid(Formats.address(address.text()));
    }
    spec.at("type").neededOneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    nodePorts(spec);
    twice(spec.at("ports"));
    traffic(spec);
  }

  private static void type(Check spec, boolean headless) {
    String type = spec.at("type").text();
    if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
      spec.at("clusterIPs").item(0).invalid("may not be set to 'None' for " + type + " services");
    }
    if (type.equals("ExternalName")) {
      for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
        if (!spec.at(field).zero()) {
          spec.at(field).forbidden("may not be set for ExternalName services");
        }
      }
      Check name = spec.at("externalName");
      String bare = name.text().replaceFirst("\\.$", "");
      if (bare.isEmpty()) {
        name.required();
      } else {
        name.with(Json.node(bare)).invalid(Names.dns1123Subdomain(bare));
      }
    }
  }

  private static void ports(Check ports) {
    boolean several = ports.node().size() > 1;
    Set<String> names = new HashSet<>();
    for (Check port : ports.items()) {
      Check name = port.at("name");
      if (several && name.zero()) {
        name.required();
      } else if (!name.zero()) {
        name.invalid(Names.dns1123Label(name.text()));
        if (!names.add(name.text())) {
          name.duplicate();
        }
      }
      port.at("port").port();
      port.at("protocol").neededOneOf("SCTP", "TCP", "UDP");
      port.at("targetPort").portOrName();
      if (port.at("appProtocol").present()) {
        port.at("appProtocol").invalid(Names.labelKey(port.at("appProtocol").text()));
      }
    }
  }

  private static void addresses(Check spec) {
    Check addresses = spec.at("clusterIPs");
    String first = addresses.item(0).text();
    if (!spec.at("clusterIP").zero() && !first.equals(spec.at("clusterIP").text())) {
      addresses.invalid("first value must match `clusterIP`");
    }
    for (Check family : spec.at("ipFamilies").items()) {
      family.oneOf("IPv4", "IPv6");
    }
    if (spec.at("ipFamilyPolicy").present()) {
      spec.at("ipFamilyPolicy").oneOf("PreferDualStack", "RequireDualStack", "SingleStack");
    }
    for (Check address : addresses.items()) {
      if (!address.is("None")) {
        address.invalid(Formats.address(address.text()));
      }
    }
  }

  private static void nodePorts(Check spec) {
    Set<String> taken = new HashSet<>();
    if (spec.at("type").is("ClusterIP")) {
      for (Check port : spec.at("ports").items()) {
        if (!port.at("nodePort").zero()) {
          port.at("nodePort").forbidden("may not be used when `type` is 'ClusterIP'");
        }
      }
    }
    for (Check port : spec.at("ports").items()) {
      Check nodePort = port.at("nodePort");
      if (!nodePort.zero() && !taken.add(port.at("protocol").text() + nodePort.text())) {
        nodePort.duplicate();
      }
    }
  }

  private static void twice(Check ports) {
    Set<String> taken = new HashSet<>();
    for (Check port : ports.items()) {
      if (!taken.add(port.at("protocol").text() + "/" + port.at("port").text())) {
        port.with(
                Json.NODES
                    .objectNode()
                    .put("Name", "")
                    .put("Protocol", port.at("protocol").text())
                    .putNull("AppProtocol")
                    .put("Port", port.at("port").number())
                    .put("TargetPort", 0)
                    .put("NodePort", 0))
            .duplicate();
      }
    }
  }

  private static void traffic(Check spec) {
    Check nodePorts = spec.at("allocateLoadBalancerNodePorts");
    if (nodePorts.present() && !spec.at("type").is("LoadBalancer")) {
      nodePorts.forbidden("may only be used when `type` is 'LoadBalancer'");
    }
    Check external = spec.at("externalTrafficPolicy");
    if (spec.node() instanceof ObjectNode object && ServiceDefaults.external(object)) {
      external.neededOneOf("Cluster", "Local");
    } else if (!external.zero()) {
      external.invalid("may only be set for externally-accessible services");
    }
    Check internal = spec.at("internalTrafficPolicy");
    if (internal.present()) {
      internal.oneOf("Cluster", "Local");
    }
  }
}
