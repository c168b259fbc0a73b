package dev.fairlead.sdk.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.webhook.WebhookAddress.Service;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of functions, what is wrong with some, and what the API server is told. */
class WebhooksTest {

  @Admission(
      operations = {Operation.DELETE, Operation.UPDATE},
      subresources = "status",
      failurePolicy = FailurePolicy.IGNORE,
      timeoutSeconds = 3)
  static final class Both implements Validator<ConfigMap>, Defaulter<ConfigMap> {

    @Override
    public Verdict validate(Review<ConfigMap> review) {
      return review.object().getData().isEmpty()
          ? Verdict.of(FieldError.required("data", "something"))
          : Verdict.allowed();
    }

    @Override
    public ConfigMap applyDefaults(Review<ConfigMap> review) {
      return review.object();
    }
  }

  @Admission(apiVersion = "sea.example.com/v1", kind = "Squid", plural = "squid")
  static class Untyped implements Validator<GenericKubernetesResource> {

    @Override
    public Verdict validate(Review<GenericKubernetesResource> review) {
      return Verdict.allowed();
    }
  }

  @Test
  void functionsAreTestedAsFunctions() {
    ConfigMap empty = new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build();
    assertThat(new Both().validate(Review.create(empty)))
        .isEqualTo(Verdict.of(FieldError.required("data", "something")));
    assertThat(Review.delete(empty).request().name()).isEqualTo("a");
  }

  @Test
  void configurationsSayWhatTheAnnotationSays() {
    WebhookAddress address =
        new WebhookAddress(
            new Service("harbour", "hooks", 443), Optional.of("PEM"), Optional.of("harbour/cert"));
    List<HasMetadata> all =
        WebhookManifests.configurations(Webhooks.of(List.of(new Both(), new Untyped())), address);

    assertThat(all).hasSize(2);
    MutatingWebhookConfiguration mutating = (MutatingWebhookConfiguration) all.getFirst();
    assertThat(mutating.getWebhooks()).hasSize(1);
    assertThat(mutating.getWebhooks().getFirst().getRules().getFirst().getOperations())
        .as("a defaulter is asked about no deletes")
        .containsExactly("UPDATE");

    ValidatingWebhookConfiguration validating = (ValidatingWebhookConfiguration) all.getLast();
    assertThat(validating.getMetadata().getName()).isEqualTo("hooks.harbour");
    assertThat(validating.getMetadata().getAnnotations())
        .containsEntry("cert-manager.io/inject-ca-from", "harbour/cert");
    ValidatingWebhook hook = validating.getWebhooks().getFirst();
    assertThat(hook.getName()).isEqualTo("validate.configmaps.v1.core.k8s.io");
    assertThat(hook.getFailurePolicy()).isEqualTo("Ignore");
    assertThat(hook.getTimeoutSeconds()).isEqualTo(3);
    assertThat(hook.getSideEffects()).isEqualTo("None");
    assertThat(hook.getMatchPolicy()).isEqualTo("Equivalent");
    assertThat(hook.getClientConfig().getService().getPath()).isEqualTo("/validate--v1-configmap");
    assertThat(hook.getClientConfig().getCaBundle()).isEqualTo("UEVN");
    assertThat(hook.getRules().getFirst().getApiGroups()).containsExactly("");
    assertThat(hook.getRules().getFirst().getOperations()).containsExactly("UPDATE", "DELETE");
    assertThat(hook.getRules().getFirst().getResources())
        .containsExactly("configmaps", "configmaps/status");
    ValidatingWebhook untyped = validating.getWebhooks().getLast();
    assertThat(untyped.getRules().getFirst().getResources()).containsExactly("squid");
    assertThat(untyped.getFailurePolicy()).isEqualTo("Fail");
    assertThat(untyped.getTimeoutSeconds()).isEqualTo(10);
  }

  @Group("sea.example.com")
  @Version("v1")
  @Kind("Squid")
  static final class SquidV1 extends CustomResource<String, String> {
    private static final long serialVersionUID = 1L;
  }

  @Group("sea.example.com")
  @Version("v2")
  @Kind("Squid")
  static final class SquidV2 extends CustomResource<String, String> {
    private static final long serialVersionUID = 1L;
  }

  @Group("sea.example.com")
  @Version("v2")
  static final class Whale extends CustomResource<String, String> {
    private static final long serialVersionUID = 1L;
  }

  abstract static class Nothing<S extends HasMetadata, H extends HasMetadata>
      implements Converter<S, H> {

    @Override
    public H toHub(S spoke) {
      throw new UnsupportedOperationException();
    }

    @Override
    public S fromHub(H hub) {
      throw new UnsupportedOperationException();
    }
  }

  static final class Up extends Nothing<SquidV1, SquidV2> {}

  static final class Down extends Nothing<SquidV2, SquidV1> {}

  static final class Apart extends Nothing<SquidV1, Whale> {}

  static final class Same extends Nothing<SquidV2, SquidV2> {}

  @Admission(subresources = "scale")
  static final class OfScale extends Untyped {}

  @Admission(timeoutSeconds = 31)
  static final class Patient extends Untyped {}

  @Admission
  static final class Nameless extends Untyped {}

  @Admission(operations = Operation.DELETE)
  static final class LateDefaulter implements Defaulter<ConfigMap> {

    @Override
    public ConfigMap applyDefaults(Review<ConfigMap> review) {
      return review.object();
    }
  }

  static Stream<Arguments> wrong() {
    Validator<ConfigMap> lambda = review -> Verdict.allowed();
    return Stream.of(
        Arguments.of(List.of(lambda), "make it a class that implements Validator<YourKind>"),
        Arguments.of(List.of(new Both(), new Both()), "v1 ConfigMap already has one"),
        Arguments.of(List.of(new OfScale()), "subresource \"scale\" do not carry the object"),
        Arguments.of(List.of(new Patient()), "timeoutSeconds = 31 is not what the API server"),
        Arguments.of(List.of(new Nameless()), "it has no kind: give @Admission apiVersion, kind"),
        Arguments.of(List.of(new LateDefaulter()), "it is asked about nothing"),
        Arguments.of(List.of(new Apart()), "are not versions of one kind"),
        Arguments.of(List.of(new Same()), "both are sea.example.com/v2 Squid"),
        Arguments.of(List.of(new Up(), new Up()), "v1 Squid already has a converter"),
        Arguments.of(List.of(new Up(), new Down()), "its hub is sea.example.com/v1, and that of"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsSaidInALine(List<OperatorFunction> functions, String why) {
    assertThatThrownBy(() -> Webhooks.of(functions))
        .isInstanceOf(InvalidWebhook.class)
        .hasMessageContaining(why)
        .message()
        .hasLineCount(1);
  }
}
