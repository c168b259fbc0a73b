package dev.fairlead.generator.manifest;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.ManifestYaml;
import dev.fairlead.generator.rbac.Rbac;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  static final String WEBHOOKS_FILE = "webhooks.yaml";

  private static final Pattern IMAGE = Pattern.compile("\\w[\\w./:@-]*");

  private final Installation installation;
  private final Layout layout;
  private final String image;
  private final WebhookServing serving;
  private final WebhookObjects webhooks;
  private final Rbac rbac;
  private final List<CustomResourceDefinition> crds;

  private Manifests(
      Installation installation,
      Layout layout,
      String image,
      WebhookServing serving,
      Rbac rbac,
      List<CustomResourceDefinition> crds) {
    this.installation = installation;
    this.layout = layout;
    this.image = image;
    this.serving = serving;
    this.webhooks = new WebhookObjects(serving, installation, crds);
    this.rbac = rbac;
    this.crds = crds;
  }

  /**
   * For these controllers and webhooks.
   *
   * @param image whose entrypoint is the program
   * @throws InvalidInstallation if a controller cannot be installed so
   */
  public static Manifests of(
      Collection<ControllerDefinition<?>> definitions,
      WebhookServing serving,
      Installation installation,
      Layout layout,
      String image) {
    if (!IMAGE.matcher(image).matches()) {
      throw new InvalidInstallation(
          "\"%s\" is no image: write it as registry.example.com/operator:1.0".formatted(image));
    }
    List<CustomResourceDefinition> crds =
        Crds.ofControllers(definitions, serving.webhooks().convertedTypes());
    // With the definition every object of the kind would go.
    crds.forEach(
        crd -> crd.getMetadata().setAnnotations(Map.of("helm.sh/resource-policy", "keep")));
    return new Manifests(
        installation, layout, image, serving, Rbac.of(definitions, installation), crds);
  }

  /** What a person should look at before they apply it: a sentence each. */
  public List<String> remarks() {
    return Stream.concat(rbac.remarks().stream(), webhooks.remarks().stream()).toList();
  }

  Installation installation() {
    return installation;
  }

  Layout layout() {
    return layout;
  }

  /** What a process of each Deployment runs, as {@code run} takes it. */
  List<String> components() {
    Stream<String> served =
        serving.isEmpty() || layout.components().contains(layout.webhook())
            ? Stream.of()
            : Stream.of(layout.webhook());
    return Stream.concat(layout.components().stream(), served).toList();
  }

  /** By whose word webhooks are believed, in PEM, where somebody else writes the Secret. */
  Optional<String> authority() {
    return !serving.isEmpty()
            && serving.certificates() instanceof Certificates.Provided(String authority)
        ? Optional.of(authority)
        : Optional.empty();
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
      files.put(CRDS_FILE, Crds.yaml(webhooks.converted(crds, values)));
    }
    files.put(RBAC_FILE, rbac.yaml(layout.accounts()));
    files.put("configmap.yaml", Template.named("configmap.yaml").with(words));
    files.put("deployments.yaml", ofEach("deployment.yaml", values));
    files.put("disruption-budgets.yaml", ofEach("disruption.yaml", values));
    files.put("services.yaml", services(words));
    if (!serving.isEmpty()) {
      files.put(WEBHOOKS_FILE, webhooks(values, words));
    }
    return files;
  }

  private String webhooks(Values values, Map<String, String> words) {
    StringBuilder text = new StringBuilder();
    if (layout == Layout.ROLES) {
      text.append(Template.named("webhook-account.yaml").with(words));
    }
    text.append(Template.named("webhook-service.yaml").with(words));
    if (serving.certificates() instanceof Certificates.Issued) {
      text.append(Template.named("webhook-certificates.yaml").with(words));
    }
    return text.append(ManifestYaml.documents(webhooks.configurations(values))).toString();
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
        components().stream()
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
    for (String part : List.of("variable", "mount", "volume")) {
      words.put(
          "certificate" + part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1),
          isAsked(component) ? Template.named("certificate-" + part + ".yaml").with(words) : "");
    }
    return words;
  }

  /** Whether the API server asks it. */
  private boolean isAsked(String component) {
    return !serving.isEmpty() && component.equals(layout.webhook());
  }

  private Map<String, String> words(Values values) {
    return Map.of(
        "name", installation.name(),
        "namespace", values.namespace(),
        "image", values.image(),
        "config", values.config(),
        "component", layout.gateway(),
        "webhook", layout.webhook(),
        "strategy", layout.strategy(),
        "narrowing",
            installation.narrowed() ? Template.named("narrowing.yaml").with(Map.of()) : "");
  }

  private String ports(String component) {
    StringBuilder ports = new StringBuilder();
    if (component.equals(layout.gateway())) {
      ports.append(port("http", 8080));
    }
    if (isAsked(component)) {
      ports.append(port("https-webhook", 9443));
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
      case ROLES ->
          """
          mesh:
            name: %1$s
            serviceDns: %1$s-mesh
          # A gateway that is told to end answers for as long as it takes until nobody chooses it any more.
          gateway:
            drain: 5s
          """
              .formatted(installation.name());
    };
  }
}
