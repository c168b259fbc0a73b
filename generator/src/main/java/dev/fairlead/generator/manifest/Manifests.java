package dev.fairlead.generator.manifest;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.rbac.Rbac;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What installs a program's controllers, as files by their names. Immutable.
 *
 * @see Kustomization
 * @see HelmChart
 */
public final class Manifests {

  static final String NAMESPACE_FILE = "namespace.yaml";
  static final String CRDS_FILE = "crds.yaml";
  static final String RBAC_FILE = "rbac.yaml";

  private static final Pattern IMAGE = Pattern.compile("\\w[\\w./:@-]*");

  private final Installation installation;
  private final Layout layout;
  private final String image;
  private final Rbac rbac;
  private final List<CustomResourceDefinition> crds;

  private Manifests(
      Installation installation,
      Layout layout,
      String image,
      Rbac rbac,
      List<CustomResourceDefinition> crds) {
    this.installation = installation;
    this.layout = layout;
    this.image = image;
    this.rbac = rbac;
    this.crds = crds;
  }

  /**
   * For these controllers.
   *
   * @param image whose entrypoint is the program
   * @throws InvalidInstallation if a controller cannot be installed so
   */
  public static Manifests of(
      Collection<ControllerDefinition<?>> definitions,
      Installation installation,
      Layout layout,
      String image) {
    if (!IMAGE.matcher(image).matches()) {
      throw new InvalidInstallation(
          "\"%s\" is no image: write it as registry.example.com/operator:1.0".formatted(image));
    }
    List<CustomResourceDefinition> crds = Crds.ofControllers(definitions);
    // With the definition every object of the kind would go.
    crds.forEach(
        crd -> crd.getMetadata().setAnnotations(Map.of("helm.sh/resource-policy", "keep")));
    return new Manifests(installation, layout, image, Rbac.of(definitions, installation), crds);
  }

  /** What a person should look at before they apply it: a sentence each. */
  public List<String> remarks() {
    return rbac.remarks();
  }

  Installation installation() {
    return installation;
  }

  Layout layout() {
    return layout;
  }

  Values.Plain values() {
    return new Values.Plain(image, installation.namespace(), layout, configuration());
  }

  /** The files in the order in which they are applied. */
  Map<String, String> files(Values values) {
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, String> words = words(values);
    // A namespace that it is narrowed to is somebody's, and there.
    if (!installation.narrowed()) {
      files.put(NAMESPACE_FILE, Template.named("namespace.yaml").with(words));
    }
    if (!crds.isEmpty()) {
      files.put(CRDS_FILE, Crds.yaml(crds));
    }
    files.put(RBAC_FILE, rbac.yaml(layout.accounts()));
    files.put("configmap.yaml", Template.named("configmap.yaml").with(words));
    files.put("deployments.yaml", ofEach("deployment.yaml", values));
    files.put("disruption-budgets.yaml", ofEach("disruption.yaml", values));
    files.put("services.yaml", services(words));
    return files;
  }

  private String services(Map<String, String> words) {
    String gateway = Template.named("service.yaml").with(words);
    return switch (layout) {
      case ALL_IN_ONE -> gateway;
      case ROLES -> gateway + "---\n" + Template.named("members.yaml").with(words);
    };
  }

  private String ofEach(String template, Values values) {
    return String.join(
        "---\n",
        layout.components().stream()
            .map(component -> Template.named(template).with(words(values, component)))
            .toList());
  }

  private Map<String, String> words(Values values, String component) {
    Map<String, String> words = new HashMap<>(words(values));
    words.put("component", component);
    words.put(
        "workload",
        component.equals("all") ? installation.name() : installation.name() + "-" + component);
    words.put("replicas", values.replicas(component));
    words.put("resources", values.resources(component));
    words.put("ports", ports(component));
    return words;
  }

  private Map<String, String> words(Values values) {
    return Map.of(
        "name", installation.name(),
        "namespace", values.namespace(),
        "image", values.image(),
        "config", values.config(),
        "component", layout.gateway(),
        "strategy", layout.strategy(),
        "narrowing",
            installation.narrowed() ? Template.named("narrowing.yaml").with(Map.of()) : "");
  }

  private String ports(String component) {
    StringBuilder ports = new StringBuilder();
    if (component.equals(layout.gateway())) {
      ports.append(port("http", 8080));
    }
    ports.append(port("http-management", 8081));
    if (layout == Layout.ROLES) {
      ports.append(port("tcp-cluster", 5701)).append(port("tcp-bus", 5710));
    }
    return ports.toString();
  }

  private static String port(String name, int number) {
    return "\n            - name: %s\n              containerPort: %d".formatted(name, number);
  }

  private String configuration() {
    return switch (layout) {
      case ALL_IN_ONE -> "mesh:\n  name: %s\n".formatted(installation.name());
      case ROLES -> "mesh:\n  name: %1$s\n  serviceDns: %1$s-mesh\n".formatted(installation.name());
    };
  }
}
