package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.schema.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold of a container. */
final class ContainerCheck {

  private static final List<String> STANDARD = List.of("cpu", "memory", "ephemeral-storage");
  private static final Pattern KNOWN =
      Pattern.compile(
          "(hugepages-|requests\\.|limits\\.|count/).*|cpu|memory|ephemeral-storage|storage|pods|"
              + "services|replicationcontrollers|resourcequotas|secrets|configmaps|"
              + "persistentvolumeclaims|services\\.(nodeports|loadbalancers)");
  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");

  private ContainerCheck() {}

  /**
   * @param volumes the names of the pod's volumes
   */
  static void common(Check container, Set<String> volumes) {
    Check name = container.at("name");
    if (name.zero()) {
      name.required();
    } else {
      name.invalid(Names.dns1123Label(name.text()));
    }
    container.at("image").needed();
    container.at("terminationMessagePolicy").neededOneOf("File", "FallbackToLogsOnError");
    ports(container.at("ports"));
    container.at("env").items().forEach(ContainerCheck::variable);
    container.at("envFrom").items().forEach(it -> variables(it, container.at("envFrom")));
    mounts(container.at("volumeMounts"), volumes);
    container.at("imagePullPolicy").neededOneOf("Always", "IfNotPresent", "Never");
    resources(container.at("resources"));
    security(container.at("securityContext"));
  }

  /** What only containers have that go on. */
  static void running(Check container) {
    for (String hook : List.of("postStart", "preStop")) {
      Check handler = container.at("lifecycle").at(hook);
      if (handler.present()) {
        ProbeCheck.handler(handler);
      }
    }
    ProbeCheck.probe(container.at("livenessProbe"), true);
    ProbeCheck.probe(container.at("readinessProbe"), false);
    ProbeCheck.probe(container.at("startupProbe"), true);
  }

  private static void ports(Check ports) {
    Set<String> names = new HashSet<>();
    for (Check port : ports.items()) {
      Check name = port.at("name");
      if (!name.zero()) {
        List<String> faults = Formats.portName(name.text());
        name.invalid(faults);
        if (faults.isEmpty() && !names.add(name.text())) {
          name.duplicate();
        }
      }
      if (port.at("containerPort").zero()) {
        port.at("containerPort").required();
      } else {
        port.at("containerPort").port();
      }
      if (!port.at("hostPort").zero()) {
        port.at("hostPort").port();
      }
      port.at("protocol").neededOneOf("SCTP", "TCP", "UDP");
    }
  }

  private static void variable(Check variable) {
    Check name = variable.at("name");
    if (name.zero()) {
      name.required();
    } else {
      name.invalid(Formats.environmentName(name.text()));
    }
    Check from = variable.at("valueFrom");
    if (!from.present()) {
      return;
    }
    List<String> sources = SOURCES.stream().filter(it -> from.at(it).present()).toList();
    sources.forEach(it -> source(it, from.at(it)));
    if (sources.isEmpty()) {
      from.invalid(
          "\"\"",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
              + " `fileKeyRef`");
    } else if (!variable.at("value").zero()) {
      from.invalid("\"\"", "may not be specified when `value` is not empty");
    } else if (sources.size() > 1) {
      from.invalid("\"\"", "may not have more than one field specified at a time");
    }
  }

  private static void source(String kind, Check source) {
    switch (kind) {
      case "configMapKeyRef", "secretKeyRef" -> {
        source.at("name").invalid(Names.dns1123Subdomain(source.at("name").text()));
        Check key = source.at("key");
        if (key.zero()) {
          key.required();
        } else {
          key.invalid(Formats.dataKey(key.text()));
        }
      }
      case "fieldRef" -> source.at("fieldPath").needed();
      case "resourceFieldRef" -> source.at("resource").needed();
      default -> {}
    }
  }

  private static void variables(Check source, Check list) {
    if (!source.at("prefix").zero()) {
      source.at("prefix").invalid(Formats.environmentName(source.at("prefix").text()));
    }
    int sources = 0;
    for (String kind : List.of("configMapRef", "secretRef")) {
      if (source.at(kind).present()) {
        sources++;
        Check name = source.at(kind).at("name");
        if (name.zero()) {
          name.required();
        } else {
          name.invalid(Names.dns1123Subdomain(name.text()));
        }
      }
    }
    if (sources == 0) {
      list.invalid("\"\"", "must specify one of: `configMapRef` or `secretRef`");
    } else if (sources > 1) {
      list.invalid("\"\"", "may not have more than one field specified at a time");
    }
  }

  private static void mounts(Check mounts, Set<String> volumes) {
    Set<String> paths = new HashSet<>();
    for (Check mount : mounts.items()) {
      mount.at("name").needed();
      if (!volumes.contains(mount.at("name").text())) {
        mount.at("name").notFound();
      }
      mount.at("mountPath").needed();
      if (!paths.add(mount.at("mountPath").text())) {
        mount.at("mountPath").invalid("must be unique");
      }
      descending(mount.at("subPath"), mounts.at("subPath"));
      if (!mount.at("subPathExpr").zero() && !mount.at("subPath").zero()) {
        mount.at("subPathExpr").invalid("subPathExpr and subPath are mutually exclusive");
      }
    }
  }

  private static void descending(Check path, Check at) {
    Check here = at.with(path.node());
    if (path.text().startsWith("/")) {
      here.invalid("must be a relative path");
    }
    if (List.of(path.text().split("/")).contains("..")) {
      here.invalid("must not contain '..'");
    }
  }

  private static void resources(Check resources) {
    Check limits = resources.at("limits");
    Check requests = resources.at("requests");
    limits.node().properties().forEach(it -> amount(limits.key(it.getKey()), it.getKey()));
    requests
        .node()
        .properties()
        .forEach(it -> {
          amount(requests.key(it.getKey()), it.getKey());
          boolean over = overcommits(it.getKey());
          Quantity requested = Amounts.of(it.getValue()).orElse(Amounts.ZERO);
          Amounts.of(limits.node().path(it.getKey()))
              .ifPresentOrElse(
                  limit -> request(requests, it.getKey(), requested, limit, over),
                  () -> {
                    if (!over) {
                      limits.required("Limit must be set for non overcommitable resources");
                    }
                  });
        });
  }

  private static void request(
      Check requests, String name, Quantity requested, Quantity limit, boolean over) {
    Check here = requests.with(Json.node(requested.toString()));
    if (!over && requested.compareTo(limit) != 0) {
      here.invalid("must be equal to %s limit of %s".formatted(name, limit));
    } else if (requested.compareTo(limit) > 0) {
      here.invalid("must be less than or equal to %s limit of %s".formatted(name, limit));
    }
  }

  /** Whether more of a resource may be promised than there is. */
  private static boolean overcommits(String name) {
    return !name.startsWith("hugepages-")
        && (!name.contains("/") || name.contains("kubernetes.io/"));
  }

  private static void amount(Check amount, String name) {
    Check named = amount.with(Json.node(name));
    named.invalid(Names.labelKey(name));
    if (!name.contains("/") && !KNOWN.matcher(name).matches()) {
      named.invalid("must be a standard resource type or fully qualified");
    }
    if (!name.contains("/") && !STANDARD.contains(name) && !name.startsWith("hugepages-")) {
      named.invalid("must be a standard resource for containers");
    }
    quantity(amount, !overcommits(name));
  }

  /** Wrong if it is negative, or a fraction of what cannot be divided. */
  static void quantity(Check amount, boolean whole) {
    Quantity quantity = Amounts.of(amount.node()).orElse(Amounts.ZERO);
    if (quantity.amount().signum() < 0) {
      amount.invalid("must be greater than or equal to 0");
    }
    if (whole && !Amounts.whole(quantity)) {
      amount.invalid("must be an integer");
    }
  }

  private static void security(Check security) {
    for (String id : List.of("runAsUser", "runAsGroup")) {
      if (security.at(id).present()) {
        security.at(id).within(0, Integer.MAX_VALUE);
      }
    }
    if (security.at("allowPrivilegeEscalation").present()
        && !security.at("allowPrivilegeEscalation").node().asBoolean()
        && security.at("privileged").node().asBoolean()) {
      security.invalid(
          Structs.shown(
              security.node(),
              "capabilities",
              "privileged",
              "seLinuxOptions",
              "windowsOptions",
              "runAsUser",
              "runAsGroup",
              "runAsNonRoot",
              "readOnlyRootFilesystem",
              "allowPrivilegeEscalation",
              "procMount",
              "seccompProfile",
              "appArmorProfile"),
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
  }
}
