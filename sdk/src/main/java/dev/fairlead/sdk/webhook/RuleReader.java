package dev.fairlead.sdk.webhook;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.Kinds;
import dev.fairlead.sdk.OperatorFunction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the annotation and the type argument of one validator or defaulter. */
final class RuleReader {

  private static final Admission DEFAULTS =
      Objects.requireNonNull(Unannotated.class.getAnnotation(Admission.class));
  private static final int SECONDS_MAX = 30;

  /** Those whose body is the object itself. */
  private static final Set<String> WHOLE =
      Set.of("status", "finalize", "approval", "ephemeralcontainers", "resize");

  private final Class<?> type;
  private final Admission admission;

  private RuleReader(OperatorFunction function) {
    this.type = function.getClass();
    this.admission = Objects.requireNonNullElse(type.getAnnotation(Admission.class), DEFAULTS);
  }

  static <P extends HasMetadata> AdmissionWebhook<P> validating(Validator<P> validator) {
    RuleReader reader = new RuleReader(validator);
    return new AdmissionWebhook.Validating<>(
        reader.rule(Validator.class, List.of(reader.admission.operations())), validator);
  }

  static <P extends HasMetadata> AdmissionWebhook<P> defaulting(Defaulter<P> defaulter) {
    RuleReader reader = new RuleReader(defaulter);
    List<Operation> operations =
        Stream.of(reader.admission.operations())
            .filter(operation -> operation != Operation.DELETE)
            .toList();
    return new AdmissionWebhook.Defaulting<>(reader.rule(Defaulter.class, operations), defaulter);
  }

  private <P extends HasMetadata> AdmissionWebhook.Rule<P> rule(
      Class<?> function, List<Operation> operations) {
    if (operations.isEmpty()) {
      throw invalid("it is asked about nothing: name operations in @Admission");
    }
    if (admission.timeoutSeconds() < 1 || admission.timeoutSeconds() > SECONDS_MAX) {
      throw invalid(
          "timeoutSeconds = %d is not what the API server takes: use 1 to %d",
          admission.timeoutSeconds(), SECONDS_MAX);
    }
    for (String subresource : admission.subresources()) {
      if (!WHOLE.contains(subresource)) {
        throw invalid(
            "writes of the subresource \"%s\" do not carry the object: use one of %s",
            subresource, WHOLE.stream().sorted().toList());
      }
    }
    Class<P> objectType = objectType(function);
    return new AdmissionWebhook.Rule<>(
        kind(objectType),
        objectType == GenericKubernetesResource.class
            ? admission.plural()
            : HasMetadata.getPlural(objectType),
        objectType,
        operations.stream().distinct().sorted().toList(),
        List.of(admission.subresources()),
        admission.failurePolicy(),
        Duration.ofSeconds(admission.timeoutSeconds()));
  }

  @SuppressWarnings("unchecked") // it is the argument for P
  private <P extends HasMetadata> Class<P> objectType(Class<?> function) {
    Class<?> argument =
        Kinds.argument(type, function, 0)
            .orElseThrow(() ->
                invalid(
                    "its kind cannot be told: make it a class that implements %s<YourKind>,"
                        + " not a lambda",
                    function.getSimpleName()));
    if (!HasMetadata.class.isAssignableFrom(argument)) {
      throw invalid("its %s is no Kubernetes object", argument.getName());
    }
    return (Class<P>) argument;
  }

  private GroupVersionKind kind(Class<? extends HasMetadata> objectType) {
    boolean named =
        Stream.of(admission.apiVersion(), admission.kind(), admission.plural())
            .noneMatch(String::isEmpty);
    if (objectType == GenericKubernetesResource.class) {
      if (!named) {
        throw invalid(
            "it has no kind: give @Admission apiVersion, kind and plural, or use a class");
      }
      return GroupVersionKind.of(admission.apiVersion(), admission.kind());
    }
    if (!(admission.apiVersion() + admission.kind() + admission.plural()).isEmpty()) {
      throw invalid(
          "its kind is named twice: leave apiVersion, kind and plural out of @Admission, %s has them",
          objectType.getSimpleName());
    }
    return Kinds.of(objectType)
        .orElseThrow(() ->
            invalid(
                "the class %s names no kind: annotate it with @Group and @Version",
                objectType.getName()));
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotation library for this alone
  private InvalidWebhook invalid(String problem, @Nullable Object... arguments) {
    return new InvalidWebhook(type, problem.formatted(arguments));
  }

  /** Shows the defaults of a function without the annotation. */
  @Admission
  private static final class Unannotated {}
}
