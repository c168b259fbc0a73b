package dev.fairlead.generator.manifest;

import dev.fairlead.generator.Installation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Helm chart that renders the objects of {@link Kustomization} as long as its values are left as
 * they are.
 */
public final class HelmChart {

  private static final Pattern SEMANTIC_VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");

  private static final String CREATE_NAMESPACE =
      """

      # False where it is there already, as after helm install --create-namespace.
      createNamespace: true
      """;

  private static final Values HELM = new Values.Helm();

  private HelmChart() {}

  /**
   * The text of each file by its path in the chart.
   *
   * @param version of the program; one that is none in the sense of semver.org becomes 0.0.0
   */
  public static Map<String, String> of(Manifests manifests, String version) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Chart.yaml", chart(manifests.installation(), version));
    String values = values(manifests);
    files.put("values.yaml", values);
    files.put("values.schema.json", ValuesSchema.of(values, Map.of()));
    manifests
        .files(HELM)
        .forEach((file, text) ->
            files.put(
                "templates/" + file,
                switch (file) {
                  case Manifests.NAMESPACE_FILE -> when("createNamespace", text);
                  case Manifests.CRDS_FILE ->
                      when("installCrds", believed(manifests, escaped(text)));
                  case Manifests.RBAC_FILE -> inNamespace(manifests.installation(), text);
                  case Manifests.WEBHOOKS_FILE -> believed(manifests, text);
                  default -> text;
                }));
    return files;
  }

  private static String chart(Installation installation, String version) {
    String semantic = SEMANTIC_VERSION.matcher(version).matches() ? version : "0.0.0";
    return """
    apiVersion: v2
    name: %s
    description: The controllers of %s, run by Fairlead.
    type: application
    version: %s
    appVersion: "%s"
    """
        .formatted(installation.name(), installation.name(), semantic, version);
  }

  private static String values(Manifests manifests) {
    Values.Plain plain = manifests.values();
    return Template.named("values.yaml")
        .with(
            Map.of(
                "image",
                plain.image(),
                "namespace",
                plain.namespace(),
                "createNamespace",
                manifests.installation().narrowed() ? "" : CREATE_NAMESPACE,
                "replicas",
                ofEach(manifests, plain::replicas),
                "resources",
                ofEach(manifests, plain::resources),
                "webhooks",
                manifests
                    .authority()
                    .map(pem -> webhooks(manifests.installation(), pem))
                    .orElse(""),
                "config",
                plain.configuration().indent(2).stripTrailing()));
  }

  private static String webhooks(Installation installation, String pem) {
    return """

    # By whose word the API server believes the webhooks: the authority that has signed what is in the Secret %s-webhook-tls.
    webhooks:
      authority: |
    %s\
    """
        .formatted(installation.name(), pem.indent(4));
  }

  private static String ofEach(Manifests manifests, UnaryOperator<String> valueOfComponent) {
    return manifests.components().stream()
        .map(component -> "\n  " + component + ": " + valueOfComponent.apply(component))
        .collect(Collectors.joining());
  }

  private static String when(String value, String text) {
    return "{{- if .Values." + value + " }}\n" + text + "{{- end }}\n";
  }

  /** Descriptions may have braces of their own. */
  private static String escaped(String text) {
    return Stream.of(text.split(Pattern.quote(HELM.namespace()), -1))
        .map(part -> part.replace("{{", "{{ \"{{\" }}"))
        .collect(Collectors.joining(HELM.namespace()));
  }

  /** The authority of the webhooks as a value, where it is one. */
  private static String believed(Manifests manifests, String text) {
    return manifests
        .authority()
        .map(pem ->
            text.replace(
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)),
                "{{ b64enc .Values.webhooks.authority }}"))
        .orElse(text);
  }

  /** What is in the namespace, and what is called by it since it cannot be in it. */
  private static String inNamespace(Installation installation, String rbac) {
    String namespace = Pattern.quote(installation.namespace());
    String looked = "{{ .Values.namespace }}";
    return Pattern.compile("(?m)^---$")
        .splitAsStream(rbac)
        .map(document ->
            document.replaceAll("(?m)^( +namespace: )" + namespace + "$", "$1" + looked))
        .map(document ->
            installation.narrowed() && document.contains("\nkind: Cluster")
                ? document.replaceAll("(?m)^( +name: .+-)" + namespace + "$", "$1" + looked)
                : document)
        .collect(Collectors.joining("---"));
  }
}
