package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.name.Names;
import java.util.List;

/** Ingresses, network policies and endpoint slices. */
final class NetworkRules {

  static final Rules INGRESS = Rules.PLAIN.counted().check(NetworkRules::ingress);

  static final Rules POLICY = Rules.PLAIN.counted().check(NetworkRules::policy);

  static final Rules ENDPOINT_SLICE =
      Rules.PLAIN
          .counted((object, old) ->
              List.of("endpoints", "ports", "addressType").stream()
                      .anyMatch(field -> !object.path(field).equals(old.path(field)))
                  || !Json.at(object, "metadata.labels").equals(Json.at(old, "metadata.labels")))
          .check(
              NetworkRules::slice,
              (object, old) -> {
                slice(object);
                object.at("addressType").immutable(old.at("addressType"));
              });

  private NetworkRules() {}

  private static void ingress(Check object) {
    Check spec = object.at("spec");
    if (spec.at("rules").zero() && !spec.at("defaultBackend").present()) {
      spec.invalid("null", "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.at("defaultBackend").present()) {
      backend(spec.at("defaultBackend"));
    }
    for (Check rule : spec.at("rules").items()) {
      host(rule.at("host"));
      Check http = rule.at("http");
      if (http.present()) {
        http.at("paths").needed();
        http.at("paths").items().forEach(NetworkRules::path);
      }
    }
    for (Check tls : spec.at("tls").items()) {
      for (Check host : tls.at("hosts").items()) {
        host.invalid(
            host.text().contains("*")
                ? Formats.wildcardHost(host.text())
                : Names.dns1123Subdomain(host.text()));
      }
      Check secret = tls.at("secretName");
      if (!secret.zero()) {
        secret.invalid(Names.dns1123Subdomain(secret.text()));
      }
    }
    Check name = spec.at("ingressClassName");
    if (name.present()) {
      name.invalid(Names.dns1123Subdomain(name.text()));
    }
  }

  private static void host(Check host) {
    if (host.zero()) {
      return;
    }
    if (Formats.isAddress(host.text())) {
      host.invalid("must be a DNS name, not an IP address");
    }
    host.invalid(
        host.text().contains("*")
            ? Formats.wildcardHost(host.text())
            : Names.dns1123Subdomain(host.text()));
  }

  private static void path(Check path) {
    Check type = path.at("pathType");
    if (!type.present()) {
      type.required("pathType must be specified");
      return;
    }
    Check text = path.at("path");
    switch (type.text()) {
      case "Exact", "Prefix" -> {
        absolute(text);
        for (String bad : List.of("//", "/./", "/../", "%2f", "%2F")) {
          if (text.text().contains(bad)) {
            text.invalid("must not contain '" + bad + "'");
          }
        }
        for (String bad : List.of("/..", "/.")) {
          if (text.text().endsWith(bad)) {
            text.invalid("cannot end with '" + bad + "'");
          }
        }
      }
      case "ImplementationSpecific" -> {
        if (!text.zero()) {
          absolute(text);
        }
      }
      default -> type.notSupported(List.of("Exact", "ImplementationSpecific", "Prefix"));
    }
    backend(path.at("backend"));
  }

  private static void absolute(Check path) {
    if (!path.text().startsWith("/")) {
      path.invalid("must be an absolute path");
    }
  }

  private static void backend(Check backend) {
    Check service = backend.at("service");
    Check resource = backend.at("resource");
    if (service.present() && resource.present()) {
      backend.invalid("\"\"", "cannot set both resource and service backends");
    } else if (resource.present()) {
      resource.at("kind").needed();
      resource.at("name").needed();
    } else if (service.present()) {
      Check name = service.at("name");
      if (name.zero()) {
        name.required();
      } else {
        name.invalid(Names.dns1123Label(name.text()));
      }
      backendPort(backend, service.at("port"));
    } else {
      backend.invalid("\"\"", "resource or service backend is required");
    }
  }

  private static void backendPort(Check backend, Check port) {
    Check name = port.at("name");
    Check number = port.at("number");
    if (!name.zero() && !number.zero()) {
      backend.invalid("\"\"", "cannot set both port name & port number");
    } else if (!name.zero()) {
      name.invalid(Formats.portName(name.text()));
    } else if (!number.zero()) {
      number.port();
    } else {
      backend.required("port name or number is required");
    }
  }

  private static void policy(Check object) {
    Check spec = object.at("spec");
    Selectors.check(spec.at("podSelector"));
    spec.at("ingress").items().forEach(it -> traffic(it, "from"));
    spec.at("egress").items().forEach(it -> traffic(it, "to"));
    spec.at("policyTypes").items().forEach(it -> it.oneOf("Ingress", "Egress"));
  }

  private static void traffic(Check rule, String peers) {
    for (Check port : rule.at("ports").items()) {
      port.at("protocol").oneOf("TCP", "UDP", "SCTP");
      if (port.at("port").present()) {
        port.at("port").portOrName();
      } else if (port.at("endPort").present()) {
        port.at("endPort").invalid("may not be specified when `port` is not specified");
      }
    }
    for (Check peer : rule.at(peers).items()) {
      int selectors = 0;
      for (String selector : List.of("podSelector", "namespaceSelector")) {
        if (peer.at(selector).present()) {
          selectors++;
          Selectors.check(peer.at(selector));
        }
      }
      boolean block = peer.at("ipBlock").present();
      if (block) {
        peer.at("ipBlock.cidr").needed();
      }
      if (selectors == 0 && !block) {
        peer.required("must specify a peer");
      } else if (selectors > 0 && block) {
        peer.forbidden("may not specify both ipBlock and another peer");
      }
    }
  }

  private static void slice(Check object) {
    object.at("addressType").neededOneOf("FQDN", "IPv4", "IPv6");
    for (Check endpoint : object.at("endpoints").items()) {
      if (endpoint.at("addresses").zero()) {
        endpoint.at("addresses").required("must contain at least 1 address");
      }
      if (!object.at("addressType").is("FQDN")) {
        for (Check address : endpoint.at("addresses").items()) {
          address.invalid(Formats.address(address.text()));
        }
      }
    }
  }
}
