package dev.fairlead.launcher.cli;

import dev.fairlead.generator.ManifestYaml;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.webhook.WebhookAddress;
import dev.fairlead.sdk.webhook.WebhookManifests;
import dev.fairlead.sdk.webhook.Webhooks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what tells the API server of this program's webhooks. */
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the webhook configurations of this program, as YAML, and the",
      "CustomResourceDefinitions that name its converters.",
      "The role webhook serves them."
    })
final class WebhooksCommand implements Callable<Integer> {

  private static final Pattern NAMESPACED =
      Pattern.compile("([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9.-]*)");
  private static final int HTTPS = 443;

  private final List<OperatorFunction> functions;

  @Spec private CommandSpec spec;

  @Option(
      names = "--service",
      paramLabel = "NAMESPACE/NAME",
      description = "The Service of the role. Default: fairlead-system/fairlead-webhook")
  private String service = "fairlead-system/fairlead-webhook";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where it is instead, outside the cluster: https://HOST:PORT.")
  private @Nullable URI url;

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description = "PEM file of the authority that the API server is to believe.")
  private @Nullable Path authority;

  @Option(
      names = "--cert-manager",
      paramLabel = "NAMESPACE/NAME",
      description =
          "The cert-manager Certificate that is mounted; cert-manager fills in the authority.")
  private @Nullable String certificate;

  WebhooksCommand(List<OperatorFunction> functions) {
    this.functions = functions;
  }

  @Override
  public Integer call() throws CommandFailure {
    Webhooks webhooks = Definitions.webhooks(spec, functions);
    if (webhooks.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "this program has no webhooks; give Fairlead.run a Validator, Defaulter or Converter");
    }
    WebhookAddress address = new WebhookAddress(place(), pem(), certManager());
    PrintWriter out = spec.commandLine().getOut();
    out.print(Crds.yaml(converted(webhooks, address)));
    for (HasMetadata configuration : WebhookManifests.configurations(webhooks, address)) {
      out.print("---\n" + ManifestYaml.document(configuration));
    }
    out.flush();
    return 0;
  }

  /** Only those that are converted: {@code crds} prints the others. */
  private List<CustomResourceDefinition> converted(Webhooks webhooks, WebhookAddress address) {
    return WebhookManifests.converted(Definitions.crds(spec, functions), webhooks, address).stream()
        .filter(definition -> definition.getSpec().getConversion() != null)
        .toList();
  }

  private WebhookAddress.Place place() {
    if (url == null) {
      Matcher name = namespaced("--service", service);
      return new WebhookAddress.Service(name.group(1), name.group(2), HTTPS);
    }
    if (!"https".equals(url.getScheme()) || url.getHost() == null || !url.getPath().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--url takes https://HOST:PORT, not \"" + url + "\"");
    }
    return new WebhookAddress.Url(url);
  }

  private Optional<String> pem() throws CommandFailure {
    return authority == null ? Optional.empty() : Optional.of(AuthorityFile.read(authority));
  }

  private Optional<String> certManager() {
    return Optional.ofNullable(certificate).map(name -> namespaced("--cert-manager", name).group());
  }

  private Matcher namespaced(String option, String name) {
    Matcher matcher = NAMESPACED.matcher(name);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "%s takes NAMESPACE/NAME, not \"%s\"".formatted(option, name));
    }
    return matcher;
  }
}
