package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.distribution.Main;
import dev.fairlead.launcher.Fairlead;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart that {@code fairlead chart} makes of k8s. */
@RendersWithHelm
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartIT {

  private static final Path K8S = Path.of("..", "k8s");

  private Path chart = Path.of("");

  @BeforeAll
  void make(@TempDir Path directory) throws Exception {
    chart = directory;
    String kubectl =
        Objects.requireNonNull(Binaries.locate(List.of(Program.KUBECTL)).get(Program.KUBECTL))
            .toString();
    StringWriter err = new StringWriter();
    int code =
        Fairlead.execute(
            new String[] {
              "chart",
              "--output",
              chart.toString(),
              "--manifests",
              K8S.toString(),
              "--kubectl",
              kubectl
            },
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Main.commands());
    assertThat(code).as(err.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "base, base",
    "all-in-one, overlays/all-in-one",
    "istio, overlays/istio",
    "ambient, overlays/ambient"
  })
  void itRendersWhatKustomizeRenders(String overlay, String directory) throws Exception {
    assertThat(helm("--set=overlay=" + overlay))
        .isEqualTo(Rendered.by(Program.KUBECTL, "kustomize", K8S.resolve(directory).toString()))
        .containsKey("CustomResourceDefinition -/memcacheds.cache.example.com");
  }

  @Test
  void itsValuesReachEveryObject() throws Exception {
    Map<String, JsonNode> objects =
        helm(
            "--set=overlay=istio,namespace=other,image=other:1,createNamespace=false,installCrds=false",
            "--set=replicas.gateway=5,autoscaling.maxReplicas=40,resources.status.limits.memory=1Gi",
            "--set=istio.host=ships.test,istio.apiServer=10.0.0.1/32");

    assertThat(objects.toString())
        .doesNotContain("fairlead-system", "fairlead.example.com", "10.96.0.1", "Namespace ")
        .contains("fairlead-mesh.other.svc.cluster.local", "ships.test", "10.0.0.1/32");
    assertThat(objects.keySet()).noneMatch(key -> key.startsWith("CustomResourceDefinition"));
    JsonNode gateway = Objects.requireNonNull(objects.get("Deployment other/fairlead-gateway"));
    assertThat(gateway.at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(gateway.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("other:1");
    assertThat(
            Objects.requireNonNull(objects.get("Deployment other/fairlead-status"))
                .at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText())
        .isEqualTo("1Gi");
    assertThat(
            Objects.requireNonNull(objects.get("HorizontalPodAutoscaler other/fairlead-reconciler"))
                .at("/spec/maxReplicas")
                .asInt())
        .isEqualTo(40);
  }

  @Test
  void aConfigurationOfOnesOwnTakesThePlaceOfTheOverlays() throws Exception {
    JsonNode map =
        Objects.requireNonNull(
            helm("--set-string=config=logging: {level: WARN}")
                .get("ConfigMap fairlead-system/fairlead"));

    assertThat(map.at("/data/fairlead.yaml").asText()).isEqualTo("logging: {level: WARN}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overlay=linkerd                   | overlay",
        "replicas.reconciler=3             | reconciler",
        "istio.hosts=ships.test            | hosts"
      })
  void itRefusesAValueThatIsWrong(String setting, String named) throws Exception {
    assertThat(
            Printed.against(Program.HELM, "template", "any", chart.toString(), "--set=" + setting))
        .contains("values don't meet the specifications of the schema")
        .contains(named);
  }

  private Map<String, JsonNode> helm(String... flags) throws Exception {
    return Rendered.by(
        Program.HELM,
        Stream.concat(Stream.of("template", "any", chart.toString()), Stream.of(flags))
            .toArray(String[]::new));
  }
}
