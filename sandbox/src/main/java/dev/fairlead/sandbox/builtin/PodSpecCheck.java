package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What must hold of a pod's spec, and of the template of one. */
final class PodSpecCheck {

  private PodSpecCheck() {}

  static void template(Check template) {
    Formats.labels(template.at("labels").with(template.at("metadata.labels").node()));
    annotations(template.at("annotations").with(template.at("metadata.annotations").node()));
    spec(template.at("spec"));
    if (!template.at("spec.ephemeralContainers").zero()) {
      template
          .at("spec.ephemeralContainers")
          .forbidden("ephemeral containers not allowed in pod template");
    }
  }

  private static void annotations(Check annotations) {
    annotations
        .node()
        .properties()
        .forEach(it ->
            annotations
                .with(Json.node(it.getKey()))
                .invalid(Names.labelKey(it.getKey().toLowerCase(Locale.ROOT))));
  }

  static void spec(Check spec) {
    Set<String> volumes = VolumeCheck.names(spec.at("volumes"));
    containers(spec, volumes);
    initContainers(spec, volumes);
    hostNetwork(spec);
    spec.at("restartPolicy").neededOneOf("Always", "OnFailure", "Never");
    spec.at("dnsPolicy").neededOneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    Formats.labels(spec.at("nodeSelector"));
    security(spec.at("securityContext"));
    names(spec);
    if (spec.at("activeDeadlineSeconds").present()) {
      spec.at("activeDeadlineSeconds").within(1, Integer.MAX_VALUE);
    }
    label(spec.at("hostname"));
    label(spec.at("subdomain"));
    spec.at("tolerations").items().forEach(PodSpecCheck::toleration);
    subdomain(spec.at("priorityClassName"));
    subdomain(spec.at("runtimeClassName"));
    if (spec.at("preemptionPolicy").present()) {
      spec.at("preemptionPolicy").neededOneOf("PreemptLowerPriority", "Never");
    }
  }

  private static void names(Check spec) {
    subdomain(spec.at("serviceAccountName"));
    subdomain(spec.at("nodeName"));
  }

  private static void subdomain(Check name) {
    if (!name.zero()) {
      name.invalid(Names.dns1123Subdomain(name.text()));
    }
  }

  private static void label(Check name) {
    if (!name.zero()) {
      name.invalid(Names.dns1123Label(name.text()));
    }
  }

  private static void containers(Check spec, Set<String> volumes) {
    Check containers = spec.at("containers");
    if (containers.zero()) {
      containers.required();
      return;
    }
    Set<String> names = new HashSet<>();
    for (Check container : containers.items()) {
      ContainerCheck.common(container, volumes);
      if (!names.add(container.at("name").text())) {
        container.at("name").duplicate();
      }
      ContainerCheck.running(container);
    }
    hostPorts(containers.items());
  }

  private static void initContainers(Check spec, Set<String> volumes) {
    Set<String> names = new HashSet<>();
    spec.at("containers").items().forEach(it -> names.add(it.at("name").text()));
    for (Check container : spec.at("initContainers").items()) {
      ContainerCheck.common(container, volumes);
      Check policy = container.at("restartPolicy");
      if (policy.present()) {
        policy.oneOf("Always");
      }
      if (!names.add(container.at("name").text())) {
        container.at("name").duplicate();
      }
      hostPorts(List.of(container));
      if (policy.is("Always")) {
        ContainerCheck.running(container);
      } else {
        for (String part :
            List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
          if (container.at(part).present()) {
            container
                .at(part)
                .forbidden("may not be set for init containers without restartPolicy=Always");
          }
        }
      }
    }
  }

  private static void hostPorts(Iterable<Check> containers) {
    Set<String> taken = new HashSet<>();
    for (Check container : containers) {
      for (Check port : container.at("ports").items()) {
        String one =
            port.at("protocol").text()
                + "/"
                + port.at("hostIP").text()
                + "/"
                + port.at("hostPort").text();
        if (!port.at("hostPort").zero() && !taken.add(one)) {
          port.at("hostPort").with(Json.node(one)).duplicate();
        }
      }
    }
  }

  /** In a template the ports may be open, since the pod's are filled in. */
  private static void hostNetwork(Check spec) {
    if (!spec.at("hostNetwork").node().asBoolean()) {
      return;
    }
    for (Check container : spec.at("containers").items()) {
      for (Check port : container.at("ports").items()) {
        Check hostPort = port.at("hostPort");
        if (!hostPort.zero() && hostPort.number() != port.at("containerPort").number()) {
          hostPort.invalid("must match `containerPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private static void security(Check security) {
    for (String id : List.of("fsGroup", "runAsUser", "runAsGroup")) {
      if (security.at(id).present()) {
        security.at(id).within(0, Integer.MAX_VALUE);
      }
    }
  }

  private static void toleration(Check toleration) {
    Check key = toleration.at("key");
    Check operator = toleration.at("operator");
    if (!key.zero()) {
      key.invalid(Names.labelKey(key.text()));
    } else if (!operator.is("Exists")) {
      operator.invalid(
          "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\"");
    }
    if (toleration.at("tolerationSeconds").present() && !toleration.at("effect").is("NoExecute")) {
      toleration.at("effect").invalid("effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    Check value = toleration.at("value");
    switch (operator.text()) {
      case "", "Equal" -> operator.with(value.node()).invalid(Names.labelValue(value.text()));
      case "Exists" -> {
        if (!value.zero()) {
          operator.with(value.node()).invalid("value must be empty when `operator` is 'Exists'");
        }
      }
      default -> operator.notSupported(List.of("Equal", "Exists"));
    }
    if (!toleration.at("effect").zero()) {
      toleration.at("effect").oneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
    }
  }
}
