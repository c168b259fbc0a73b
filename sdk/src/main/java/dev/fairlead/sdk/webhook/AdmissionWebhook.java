package dev.fairlead.sdk.webhook;

import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Validator} or {@link Defaulter} and all that its annotation and type argument say.
 *
 * @param <P> the object
 */
public sealed interface AdmissionWebhook<P extends HasMetadata> {

  /** What it is asked about. */
  Rule<P> rule();

  /** Where it answers: as controller-runtime has it, so that configurations for one fit. */
  String path();

  /** Its name among the webhooks of the cluster, which refusals begin with. */
  String name();

  /**
   * What a function is asked about.
   *
   * @param kind the kind and version
   * @param plural its name in the API's paths
   * @param type the class that objects are decoded to
   * @param subresources beside the object itself
   */
  record Rule<P extends HasMetadata>(
      GroupVersionKind kind,
      String plural,
      Class<P> type,
      List<Operation> operations,
      List<String> subresources,
      FailurePolicy failurePolicy,
      Duration timeout) {

    public Rule {
      operations = List.copyOf(operations);
      subresources = List.copyOf(subresources);
    }

    private String path(String verb) {
      return "/%s-%s-%s-%s"
          .formatted(
              verb,
              kind.group().replace('.', '-'),
              kind.version(),
              kind.kind().toLowerCase(Locale.ROOT));
    }

    private String name(String verb) {
      String group = kind.group().isEmpty() ? "core.k8s.io" : kind.group();
      return String.join(".", verb, plural, kind.version(), group);
    }
  }

  /** One that validates. */
  record Validating<P extends HasMetadata>(Rule<P> rule, Validator<P> validator)
      implements AdmissionWebhook<P> {

    @Override
    public String path() {
      return rule.path("validate");
    }

    @Override
    public String name() {
      return rule.name("validate");
    }
  }

  /** One that sets defaults. */
  record Defaulting<P extends HasMetadata>(Rule<P> rule, Defaulter<P> defaulter)
      implements AdmissionWebhook<P> {

    @Override
    public String path() {
      return rule.path("mutate");
    }

    @Override
    public String name() {
      return rule.name("mutate");
    }
  }
}
