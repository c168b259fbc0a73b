package dev.fairlead.distribution;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.OutputDirectory;
import dev.fairlead.launcher.cli.CommandFailure;
import dev.fairlead.launcher.cli.GenerationOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the Helm chart of {@code k8s}. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a Helm chart of k8s: base and its overlays are one of its values.",
      "kubectl renders them, so that k8s stays the only source."
    })
final class ChartCommand implements Callable<Integer> {

  private static final YAMLMapper YAML = new YAMLMapper();

  @Spec private CommandSpec spec;
  @Mixin private GenerationOptions output;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      defaultValue = "k8s",
      description = "The directory with base and overlays. Default: ${DEFAULT-VALUE}")
  private Path manifests = Path.of("");

  @Option(
      names = "--kubectl",
      paramLabel = "FILE",
      defaultValue = "kubectl",
      description = "The kubectl that renders them. Default: the one on the PATH.")
  private String kubectl = "";

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (!Files.isDirectory(manifests.resolve("base"))) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no %s: run this in a checkout, or name its k8s by --manifests"
              .formatted(manifests.resolve("base")));
    }
    try {
      OutputDirectory.require(output.directory(), output.force());
      Map<String, String> files = OverlayChart.of(overlays());
      OutputDirectory.clear(output.directory().resolve("templates"));
      OutputDirectory.write(output.directory(), files);
      spec.commandLine().getOut().println("wrote " + output.directory());
      return 0;
    } catch (InvalidInstallation invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    } catch (IOException unable) {
      throw output.unwritable(unable);
    }
  }

  private SequencedMap<String, List<ObjectNode>> overlays()
      throws CommandFailure, InterruptedException, IOException {
    SequencedMap<String, List<ObjectNode>> overlays = new LinkedHashMap<>();
    overlays.put("base", render(manifests.resolve("base")));
    for (String overlay : List.of("all-in-one", "istio", "ambient")) {
      overlays.put(overlay, render(manifests.resolve("overlays").resolve(overlay)));
    }
    return overlays;
  }

  private List<ObjectNode> render(Path directory)
      throws CommandFailure, InterruptedException, IOException {
    Process process = start(directory);
    String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new CommandFailure(
          "%s kustomize %s failed, see above; correct it".formatted(kubectl, directory));
    }
    try (MappingIterator<ObjectNode> documents =
        YAML.readerFor(ObjectNode.class).readValues(rendered)) {
      return documents.readAll();
    }
  }

  private Process start(Path directory) throws CommandFailure {
    try {
      return new ProcessBuilder(kubectl, "kustomize", directory.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException missing) {
      throw new CommandFailure(
          "%s cannot be run; install kubectl, or name it by --kubectl".formatted(kubectl));
    }
  }
}
