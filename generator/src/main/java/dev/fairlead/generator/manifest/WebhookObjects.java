package dev.fairlead.generator.manifest;

import dev.fairlead.generator.Installation;
import dev.fairlead.sdk.webhook.AdmissionWebhook;
import dev.fairlead.sdk.webhook.WebhookAddress;
import dev.fairlead.sdk.webhook.WebhookManifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tells the API server of the webhooks of an installation. Immutable. */
final class WebhookObjects {

  static final String COMPONENT = "webhook";

  private static final int HTTPS = 443;
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private final WebhookServing serving;
  private final Installation installation;

  /** The names of the definitions that are installed with it. */
  private final Set<String> own;

  WebhookObjects(
      WebhookServing serving, Installation installation, List<CustomResourceDefinition> crds) {
    this.serving = serving;
    this.installation = installation;
    this.own = crds.stream().map(it -> it.getMetadata().getName()).collect(Collectors.toSet());
  }

  /** The definitions, those that are converted with the word that says so. */
  List<CustomResourceDefinition> converted(List<CustomResourceDefinition> crds, Values values) {
    return WebhookManifests.converted(crds, serving.webhooks(), address(values));
  }

  /** The webhook configurations, each with the namespaces it is for. */
  List<HasMetadata> configurations(Values values) {
    List<HasMetadata> all = WebhookManifests.configurations(serving.webhooks(), address(values));
    for (HasMetadata each : all) {
      each.getMetadata().setLabels(installation.labels(COMPONENT));
      switch (each) {
        case MutatingWebhookConfiguration mutating ->
            mutating
                .getWebhooks()
                .forEach(it -> it.setNamespaceSelector(namespaces(it.getRules(), values)));
        case ValidatingWebhookConfiguration validating ->
            validating
                .getWebhooks()
                .forEach(it -> it.setNamespaceSelector(namespaces(it.getRules(), values)));
        default -> throw new IllegalStateException(each.getKind());
      }
    }
    return all;
  }

  /** What a person should look at before they apply it: a sentence each. */
  List<String> remarks() {
    if (!installation.narrowed()) {
      return List.of();
    }
    return serving.webhooks().admission().stream()
        .map(AdmissionWebhook::rule)
        .filter(rule -> !own.contains(rule.plural() + "." + rule.kind().group()))
        .map(rule ->
            "webhooks are asked about the %s of the namespace that they run in, so what they need to start may wait for them: install for all namespaces, or use failurePolicy = IGNORE"
                .formatted(rule.plural()))
        .distinct()
        .toList();
  }

  private WebhookAddress address(Values values) {
    String namespace = values.namespace();
    return new WebhookAddress(
        new WebhookAddress.Service(namespace, installation.name() + "-" + COMPONENT, HTTPS),
        switch (serving.certificates()) {
          case Certificates.Issued _ -> Optional.empty();
          case Certificates.Provided(String authority) -> Optional.of(authority);
        },
        switch (serving.certificates()) {
          case Certificates.Issued _ ->
              Optional.of(namespace + "/" + installation.name() + "-" + COMPONENT);
          case Certificates.Provided _ -> Optional.empty();
        });
  }

  /**
   * Those that the installation looks after. Of kinds that others need to start a Pod, its own
   * namespace is left out: nobody would be there to be asked.
   */
  private @Nullable LabelSelector namespaces(List<RuleWithOperations> rules, Values values) {
    if (installation.narrowed()) {
      return new LabelSelectorBuilder()
          .addToMatchLabels(NAMESPACE_NAME, values.namespace())
          .build();
    }
    return rules.stream().allMatch(this::isOwn)
        ? null
        : new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey(NAMESPACE_NAME)
            .withOperator("NotIn")
            .withValues(values.namespace())
            .endMatchExpression()
            .build();
  }

  private boolean isOwn(RuleWithOperations rule) {
    return own.contains(rule.getResources().getFirst() + "." + rule.getApiGroups().getFirst());
  }
}
