package dev.fairlead.sdk.webhook;

import dev.fairlead.sdk.webhook.AdmissionWebhook.Defaulting;
import dev.fairlead.sdk.webhook.AdmissionWebhook.Rule;
import dev.fairlead.sdk.webhook.AdmissionWebhook.Validating;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceConversion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceConversionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects that tell the API server of an operator's webhooks. The same functions give the same
 * objects.
 */
public final class WebhookManifests {

  private static final String INJECT = "cert-manager.io/inject-ca-from";
  private static final String NO_SIDE_EFFECTS = "None";
  private static final String EQUIVALENT = "Equivalent";
  private static final String V1 = "v1";

  private WebhookManifests() {}

  /**
   * The webhook configurations: one for all defaulters and one for all validators, where there are
   * any.
   */
  public static List<HasMetadata> configurations(Webhooks webhooks, WebhookAddress address) {
    List<MutatingWebhook> mutating = new ArrayList<>();
    List<ValidatingWebhook> validating = new ArrayList<>();
    for (AdmissionWebhook<?> webhook : webhooks.admission()) {
      switch (webhook) {
        case Defaulting<?> defaulting -> mutating.add(mutating(defaulting, address));
        case Validating<?> each -> validating.add(validating(each, address));
      }
    }
    List<HasMetadata> configurations = new ArrayList<>();
    if (!mutating.isEmpty()) {
      configurations.add(
          new MutatingWebhookConfigurationBuilder()
              .withMetadata(metadata(address))
              .withWebhooks(mutating)
              .build());
    }
    if (!validating.isEmpty()) {
      configurations.add(
          new ValidatingWebhookConfigurationBuilder()
              .withMetadata(metadata(address))
              .withWebhooks(validating)
              .build());
    }
    return List.copyOf(configurations);
  }

  /**
   * These definitions with {@code spec.conversion} where their kind has converters; the others as
   * they are.
   */
  public static List<CustomResourceDefinition> converted(
      List<CustomResourceDefinition> definitions, Webhooks webhooks, WebhookAddress address) {
    return definitions.stream()
        .map(definition ->
            webhooks.conversion().stream()
                    .anyMatch(it -> it.definition().equals(definition.getMetadata().getName()))
                ? converted(definition, address)
                : definition)
        .toList();
  }

  private static CustomResourceDefinition converted(
      CustomResourceDefinition definition, WebhookAddress address) {
    CustomResourceDefinitionBuilder builder =
        new CustomResourceDefinitionBuilder(definition)
            .editSpec()
            .withConversion(conversion(address))
            .endSpec();
    address
        .certManager()
        .ifPresent(from -> builder.editMetadata().addToAnnotations(INJECT, from).endMetadata());
    return builder.build();
  }

  private static CustomResourceConversion conversion(WebhookAddress address) {
    WebhookClientConfig client = address.at(ConversionWebhook.PATH);
    var config =
        new CustomResourceConversionBuilder()
            .withStrategy("Webhook")
            .withNewWebhook()
            .withConversionReviewVersions(V1)
            .withNewClientConfig()
            .withCaBundle(client.getCaBundle())
            .withUrl(client.getUrl());
    if (client.getService() != null) {
      config
          .withNewService()
          .withNamespace(client.getService().getNamespace())
          .withName(client.getService().getName())
          .withPort(client.getService().getPort())
          .withPath(client.getService().getPath())
          .endService();
    }
    return config.endClientConfig().endWebhook().build();
  }

  private static MutatingWebhook mutating(Defaulting<?> webhook, WebhookAddress address) {
    return new MutatingWebhookBuilder()
        .withName(webhook.name())
        .withAdmissionReviewVersions(V1)
        .withClientConfig(address.at(webhook.path()))
        .withFailurePolicy(webhook.rule().failurePolicy().toString())
        .withMatchPolicy(EQUIVALENT)
        .withRules(rule(webhook.rule()))
        .withSideEffects(NO_SIDE_EFFECTS)
        .withTimeoutSeconds((int) webhook.rule().timeout().toSeconds())
        .build();
  }

  private static ValidatingWebhook validating(Validating<?> webhook, WebhookAddress address) {
    return new ValidatingWebhookBuilder()
        .withName(webhook.name())
        .withAdmissionReviewVersions(V1)
        .withClientConfig(address.at(webhook.path()))
        .withFailurePolicy(webhook.rule().failurePolicy().toString())
        .withMatchPolicy(EQUIVALENT)
        .withRules(rule(webhook.rule()))
        .withSideEffects(NO_SIDE_EFFECTS)
        .withTimeoutSeconds((int) webhook.rule().timeout().toSeconds())
        .build();
  }

  private static RuleWithOperations rule(Rule<?> rule) {
    return new RuleWithOperationsBuilder()
        .withApiGroups(rule.kind().group())
        .withApiVersions(rule.kind().version())
        .withOperations(rule.operations().stream().map(Operation::name).toList())
        .withResources(
            Stream.concat(
                    Stream.of(rule.plural()),
                    rule.subresources().stream().map(each -> rule.plural() + "/" + each))
                .toList())
        .build();
  }

  private static ObjectMeta metadata(WebhookAddress address) {
    ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(address.name());
    address.certManager().ifPresent(from -> metadata.addToAnnotations(INJECT, from));
    return metadata.build();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
