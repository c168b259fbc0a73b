package dev.fairlead.launcher.cli;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.manifest.Certificates;
import dev.fairlead.generator.manifest.Layout;
import dev.fairlead.generator.manifest.ManifestDirectory;
import dev.fairlead.generator.manifest.Manifests;
import dev.fairlead.generator.manifest.WebhookServing;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.webhook.Webhooks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  private final List<OperatorFunction> functions;

  private static final Certificates CERT_MANAGER = new Certificates.Issued();

  @Spec private CommandSpec spec;
  @Mixin private GenerationOptions output;

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

  @Option(
      names = "--certificates",
      paramLabel = "WHOSE",
      defaultValue = "cert-manager",
      description = {
        "Who makes the certificate of the webhooks, where there are any. cert-manager: it issues and renews it;",
        "secret: it is in the Secret NAME-webhook-tls. Default: ${DEFAULT-VALUE}"
      })
  private String certificates = "";

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description = "With --certificates secret: PEM file of the authority that has signed it.")
  private @Nullable Path authority;

  ManifestsCommand(List<OperatorFunction> functions) {
    this.functions = functions;
  }

  @Override
  public Integer call() throws CommandFailure {
    try {
      Manifests manifests =
          Manifests.of(
              Definitions.of(spec, functions),
              serving(),
              RbacCommand.installation(name, namespace),
              layout(),
              image());
      ManifestDirectory.at(output.directory(), output.force())
          .write(manifests, FairleadVersion.text());
      manifests
          .remarks()
          .forEach(it -> spec.commandLine().getErr().println("fairlead: warning: " + it));
      spec.commandLine().getOut().println("wrote " + output.directory().resolve("kustomize"));
      spec.commandLine().getOut().println("wrote " + output.directory().resolve("helm"));
      return 0;
    } catch (InvalidInstallation invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    } catch (IOException unable) {
      throw output.unwritable(unable);
    }
  }

  private WebhookServing serving() throws CommandFailure {
    Webhooks webhooks = Definitions.webhooks(spec, functions);
    return new WebhookServing(webhooks, webhooks.isEmpty() ? CERT_MANAGER : certificates());
  }

  private Certificates certificates() throws CommandFailure {
    return switch (certificates.toLowerCase(Locale.ROOT)) {
      case "cert-manager" -> {
        if (authority != null) {
          throw wrong(
              "--ca-bundle is of no use with cert-manager, which knows its authority: leave it out, or add --certificates secret");
        }
        yield CERT_MANAGER;
      }
      case "secret" -> {
        if (authority == null) {
          throw wrong(
              "--certificates secret needs --ca-bundle FILE: the authority that the API server is to believe");
        }
        yield new Certificates.Provided(AuthorityFile.read(authority));
      }
      default ->
          throw wrong("\"%s\" is no WHOSE; take cert-manager or secret".formatted(certificates));
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
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
