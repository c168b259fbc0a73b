package dev.fairlead.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.generator.ManifestYaml;
import dev.fairlead.generator.manifest.ValuesSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Helm chart of what kustomize renders of {@code k8s}. Which overlay there is, is a value; an
 * object that they have in common is in the chart once. As long as the other values are left as
 * they are, it renders the objects of the overlay.
 */
final class OverlayChart {

  /** Texts that are values wherever they stand. */
  private static final String NAMESPACE = "fairlead-system";

  private static final SortedMap<String, String> TEXTS =
      new TreeMap<>(
          Map.of(
              NAMESPACE,
              "namespace",
              "fairlead.example.com",
              "istio.host",
              "10.96.0.1/32",
              "istio.apiServer"));

  private static final Pattern MARK = Pattern.compile("__(text|json)\\.([\\w.-]+)__");
  private static final String CONFIG_MARK = "__config__";
  private static final String CONFIG_FILE = "fairlead.yaml";

  /** What stands above each value. */
  private static final Map<String, String> COMMENTS =
      Map.of(
          "overlay", "Which there is: base (a Deployment for each role)%s.",
          "namespace", "Where everything goes. It need not be the namespace of the release.",
          "createNamespace",
              "False where it is there already, as after helm install --create-namespace.",
          "installCrds",
              "The CustomResourceDefinitions are part of the release, and stay when it is uninstalled.",
          "replicas",
              "How many there are of each role. Reconcilers follow the work, see autoscaling.",
          "istio",
              "Of the overlay istio: the host of the gateway, and the address of the API server's Service.",
          "config",
              "fairlead.yaml: what can be set, docs/OPERATIONS.md tells. Empty for that of the overlay.");

  private final ObjectNode values = JsonNodeFactory.instance.objectNode();

  /** The texts of each object, with the overlays that have it so. */
  private final Map<String, SequencedMap<String, List<String>>> templates = new TreeMap<>();

  private OverlayChart() {}

  /**
   * The text of each file by its path in the chart.
   *
   * @param overlays the objects of each, by its name; the first is what there is unless another is
   *     asked for
   */
  static Map<String, String> of(SequencedMap<String, List<ObjectNode>> overlays) {
    List<String> names = List.copyOf(overlays.keySet());
    OverlayChart chart = new OverlayChart();
    chart
        .values
        .put("overlay", names.getFirst())
        .put("namespace", NAMESPACE)
        .put("createNamespace", true)
        .put("installCrds", true)
        .put("config", "");
    TEXTS.forEach((text, path) -> chart.value(path, TextNode.valueOf(text)));
    overlays.forEach((overlay, objects) -> objects.forEach(it -> chart.add(overlay, it)));
    return chart.files(names);
  }

  private void add(String overlay, ObjectNode object) {
    String name =
        "%s-%s"
            .formatted(
                object.path("kind").asText().toLowerCase(Locale.ROOT),
                object.at("/metadata/name").asText());
    String text = template(object);
    templates
        .computeIfAbsent(name, _ -> new LinkedHashMap<>())
        .computeIfAbsent(text, _ -> new ArrayList<>())
        .add(overlay);
  }

  /** The text of an object in which what is a value is looked up. */
  private String template(ObjectNode original) {
    ObjectNode object = original.deepCopy();
    String config = object.at("/data").path(CONFIG_FILE).asText();
    switch (object.path("kind").asText()) {
      case "Deployment" -> deployment(object);
      case "HorizontalPodAutoscaler" -> {
        ObjectNode spec = (ObjectNode) object.get("spec");
        mark(spec, "minReplicas", "text", "autoscaling.minReplicas");
        mark(spec, "maxReplicas", "text", "autoscaling.maxReplicas");
      }
      case "ConfigMap" -> ((ObjectNode) object.get("data")).put(CONFIG_FILE, CONFIG_MARK);
      default -> {} // nothing of it is a value
    }
    String text = ManifestYaml.document(object).replace("{{", "{{ \"{{\" }}");
    for (Map.Entry<String, String> each : TEXTS.entrySet()) {
      text = text.replace(each.getKey(), "{{ .Values." + each.getValue() + " }}");
    }
    return MARK.matcher(text)
        .replaceAll(mark ->
            Matcher.quoteReplacement(
                "{{ %s.Values.%s }}"
                    .formatted(mark.group(1).equals("json") ? "toJson " : "", mark.group(2))))
        .replace(
            CONFIG_MARK,
            "{{ toJson (default (%s | replace \"%s\" .Values.namespace) .Values.config) }}"
                .formatted(TextNode.valueOf(config), NAMESPACE));
  }

  private void deployment(ObjectNode deployment) {
    ObjectNode spec = (ObjectNode) deployment.get("spec");
    String component = deployment.at("/metadata/labels/app.kubernetes.io~1component").asText();
    // One that is alone is not to be two, and how many reconcilers there are the autoscaler says.
    if (spec.path("replicas").asInt() > 1) {
      mark(spec, "replicas", "text", "replicas." + component);
    }
    ObjectNode container = (ObjectNode) spec.at("/template/spec/containers/0");
    mark(container, "image", "text", "image");
    mark(container, "resources", "json", "resources." + component);
  }

  private void mark(ObjectNode parent, String field, String form, String path) {
    value(path, parent.get(field));
    parent.put(field, "__%s.%s__".formatted(form, path));
  }

  /** Notes what a value is unless it is set: the same wherever it stands. */
  private void value(String path, JsonNode value) {
    int dot = path.indexOf('.');
    ObjectNode parent = dot < 0 ? values : values.withObject("/" + path.substring(0, dot));
    @Nullable JsonNode before = parent.replace(path.substring(dot + 1), value);
    if (before != null && !before.equals(value)) {
      throw new IllegalStateException(
          "%s is %s in one overlay and %s in another: it can be no value of a chart"
              .formatted(path, before, value));
    }
  }

  private Map<String, String> files(List<String> overlays) {
    String text = values(overlays);
    // The chart is of the version of its image.
    String version = values.path("image").asText().replaceFirst(".*:", "");
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "Chart.yaml",
        """
        apiVersion: v2
        name: fairlead
        description: Fairlead with the operators that ship with it.
        type: application
        version: %1$s
        appVersion: "%1$s"
        """
            .formatted(version));
    files.put("values.yaml", text);
    files.put("values.schema.json", ValuesSchema.of(text, Map.of("overlay", overlays)));
    templates.forEach((name, texts) ->
        files.put("templates/" + name + ".yaml", wanted(name, file(texts, overlays.size()))));
    return files;
  }

  private static String file(SequencedMap<String, List<String>> texts, int all) {
    return texts.entrySet().stream()
        .map(each -> {
          String names =
              each.getValue().stream().map("\"%s\""::formatted).collect(Collectors.joining(" "));
          return each.getValue().size() == all
              ? each.getKey()
              : "{{- if has .Values.overlay (list %s) }}\n%s{{- end }}\n"
                  .formatted(names, each.getKey());
        })
        .collect(Collectors.joining("---\n"));
  }

  private static String wanted(String name, String text) {
    String value =
        name.startsWith("namespace-")
            ? "createNamespace"
            : name.startsWith("customresourcedefinition-") ? "installCrds" : "";
    return value.isEmpty() ? text : "{{- if .Values.%s }}\n%s{{- end }}\n".formatted(value, text);
  }

  private String values(List<String> overlays) {
    String others = overlays.stream().skip(1).map(it -> ", " + it).collect(Collectors.joining());
    return values.properties().stream()
        .map(value -> {
          String comment = COMMENTS.getOrDefault(value.getKey(), "");
          return (comment.isEmpty() ? "" : "# " + comment.formatted(others) + "\n")
              + ManifestYaml.document(Map.of(value.getKey(), value.getValue()));
        })
        .collect(Collectors.joining("\n"));
  }
}
