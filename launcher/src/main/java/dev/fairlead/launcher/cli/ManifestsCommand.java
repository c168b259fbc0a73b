package dev.fairlead.launcher.cli;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.manifest.Layout;
import dev.fairlead.generator.manifest.ManifestDirectory;
import dev.fairlead.generator.manifest.Manifests;
import dev.fairlead.sdk.Reconciler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what installs this program's controllers. */
@Command(
    name = "manifests",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what installs the controllers of this program: DIR/kustomize, for kubectl apply -k,",
      "and DIR/helm, a chart that renders the same objects."
    })
final class ManifestsCommand implements Callable<Integer> {

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Where to. It must be empty, or not there.")
  private Path output = Path.of("");

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description =
          "The image that has this program as its entrypoint. Default: the name and the version.")
  private @Nullable String image;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description =
          "Install it in this namespace, for this namespace. Default: in "
              + Installation.NAMESPACE
              + ", for all.")
  private @Nullable String namespace;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      defaultValue = "all-in-one",
      description =
          "all-in-one: one Deployment; roles: one for each role. Default: ${DEFAULT-VALUE}")
  private String layout = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "fairlead",
      description = "What the objects' names begin with. Default: ${DEFAULT-VALUE}")
  private String name = "";

  @Option(names = "--force", description = "Replace what was generated there before.")
  private boolean force;

  ManifestsCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() throws CommandFailure {
    try {
      Manifests manifests =
          Manifests.of(
              Definitions.of(spec, reconcilers),
              RbacCommand.installation(name, namespace),
              layout(),
              image());
      ManifestDirectory.at(output, force).write(manifests, FairleadVersion.text());
      manifests
          .remarks()
          .forEach(it -> spec.commandLine().getErr().println("fairlead: warning: " + it));
      spec.commandLine().getOut().println("wrote " + output.resolve("kustomize"));
      spec.commandLine().getOut().println("wrote " + output.resolve("helm"));
      return 0;
    } catch (InvalidInstallation invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    } catch (IOException unable) {
      throw new CommandFailure(
          "cannot write to %s: %s; choose another --output".formatted(output, unable.getMessage()));
    }
  }

  private Layout layout() {
    return Arrays.stream(Layout.values())
        .filter(it -> it.toString().equalsIgnoreCase(layout))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "\"%s\" is no LAYOUT; take %s"
                    .formatted(
                        layout,
                        Arrays.stream(Layout.values())
                            .map(Layout::toString)
                            .collect(Collectors.joining(" or ")))));
  }

  private String image() {
    return image == null ? name + ":" + FairleadVersion.text() : image;
  }
}
