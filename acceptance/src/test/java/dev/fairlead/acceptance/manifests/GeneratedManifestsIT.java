package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.distribution.Main;
import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fairlead manifests} writes is the same for kustomize and for Helm. */
@RendersWithHelm
class GeneratedManifestsIT {

  private static final YAMLMapper YAML = new YAMLMapper();

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

    Map<String, JsonNode> kustomize = run(Program.KUBECTL, "kustomize", part("kustomize"));
    Map<String, JsonNode> helm = run(Program.HELM, "template", "any", part("helm"));

    assertThat(helm)
        .isEqualTo(kustomize)
        .containsKeys("CustomResourceDefinition -/memcacheds.cache.example.com");
  }

  @Test
  void theValuesOfTheChartReachEveryObject() throws Exception {
    generate("--layout roles");

    Map<String, JsonNode> helm =
        run(
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

  private String part(String name) {
    return directory.resolve(name).toString();
  }

  private void generate(String options) {
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(
                Stream.of("manifests", "--output", directory.toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new);
    int code =
        Fairlead.execute(
            arguments, new PrintWriter(new StringWriter()), new PrintWriter(err), Main.operators());
    assertThat(code).as(err.toString()).isZero();
  }

  /** The objects that a program prints, by kind, namespace and name. */
  private static Map<String, JsonNode> run(Program program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNull(Binaries.locate(List.of(program)).get(program)).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    Map<String, JsonNode> objects = new TreeMap<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(printed)) {
      while (documents.hasNext()) {
        JsonNode object = documents.next();
        if (object.has("kind")) {
          assertThat(objects.put(key(object), object)).as("twice: %s", key(object)).isNull();
        }
      }
    }
    return objects;
  }

  private static String key(JsonNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText("-")
        + "/"
        + object.at("/metadata/name").asText();
  }
}
