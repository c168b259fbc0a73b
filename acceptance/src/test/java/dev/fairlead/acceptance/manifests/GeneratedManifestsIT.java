package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.Program;
import dev.fairlead.distribution.Main;
import dev.fairlead.launcher.Fairlead;
import dev.fairlead.sdk.OperatorFunction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fairlead manifests} writes is the same for kustomize and for Helm. */
@RendersWithHelm
class GeneratedManifestsIT {

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--layout all-in-one",
        "--layout roles --name shop --image registry.test/shop:1.2.3",
        "--layout roles --namespace team-a --name shop"
      })
  void theChartRendersTheSameObjects(String options) throws Exception {
    generate(options);

    Map<String, JsonNode> kustomize = Rendered.by(Program.KUBECTL, "kustomize", part("kustomize"));
    Map<String, JsonNode> helm = Rendered.by(Program.HELM, "template", "any", part("helm"));

    assertThat(helm)
        .isEqualTo(kustomize)
        .containsKeys("CustomResourceDefinition -/memcacheds.cache.example.com");
  }

  @Test
  void theValuesOfTheChartReachEveryObject() throws Exception {
    generate("--layout roles");

    Map<String, JsonNode> helm =
        Rendered.by(
            Program.HELM,
            "template",
            "any",
            part("helm"),
            "--set=namespace=other,image=other:1,createNamespace=false,installCrds=false",
            "--set=replicas.watcher=3,resources.watcher.limits.memory=1Gi");

    assertThat(helm.toString()).doesNotContain("fairlead-system").doesNotContain("helm.sh/");
    assertThat(helm.keySet()).noneMatch(key -> key.startsWith("Namespace"));
    JsonNode spec =
        Objects.requireNonNull(helm.get("Deployment other/fairlead-watcher")).path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(3);
    JsonNode container = spec.at("/template/spec/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("other:1");
    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("1Gi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--layout all-in-one",
        "--layout roles --namespace team-a --name shop",
        "--layout roles --certificates secret --ca-bundle CA"
      })
  void theChartRendersTheSameWebhooks(String options, @TempDir Path elsewhere) throws Exception {
    Path bundle = Files.writeString(elsewhere.resolve("ca.crt"), PEM);
    generate(options.replace("CA", bundle.toString()), RaftFunctions.all());

    Map<String, JsonNode> helm = Rendered.by(Program.HELM, "template", "any", part("helm"));

    assertThat(helm)
        .isEqualTo(Rendered.by(Program.KUBECTL, "kustomize", part("kustomize")))
        .containsKey("CustomResourceDefinition -/rafts.river.example.com");
    assertThat(helm.keySet()).anyMatch(key -> key.startsWith("ValidatingWebhookConfiguration"));
    assertThat(
            Rendered.by(Program.HELM, "template", "any", part("helm"), "--set=namespace=other")
                .toString())
        .doesNotContain("fairlead-system", "team-a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas.watcher=many                 | replicas",
        "replicas.watcher=-1                   | replicas",
        "resources.watcher.limits.memory=large | memory",
        "resources.watcher.limit.memory=1Gi    | limit",
        "namespace=Not_A_Label                 | namespace",
        "installCrds=perhaps                   | installCrds",
        "imagee=other:1                        | imagee"
      })
  void theChartRefusesAValueThatIsWrong(String setting, String named) throws Exception {
    generate("--layout roles");

    assertThat(Printed.against(Program.HELM, "template", "any", part("helm"), "--set=" + setting))
        .contains("values don't meet the specifications of the schema")
        .contains(named);
  }

  private String part(String name) {
    return directory.resolve(name).toString();
  }

  private void generate(String options) {
    generate(options, Main.operators());
  }

  private void generate(String options, OperatorFunction... functions) {
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(
                Stream.of("manifests", "--output", directory.toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new);
    int code =
        Fairlead.execute(
            arguments, new PrintWriter(new StringWriter()), new PrintWriter(err), functions);
    assertThat(code).as(err.toString()).isZero();
  }
}
