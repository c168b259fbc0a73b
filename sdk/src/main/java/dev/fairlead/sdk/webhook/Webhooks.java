package dev.fairlead.sdk.webhook;

import dev.fairlead.sdk.OperatorFunction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All webhooks of an operator, in the order in which their functions were given. Immutable.
 *
 * @param admission of validators and defaulters; no two have the same path
 * @param conversion one for each kind that has converters
 */
public record Webhooks(List<AdmissionWebhook<?>> admission, List<ConversionWebhook> conversion) {

  /** None. */
  public static final Webhooks NONE = new Webhooks(List.of(), List.of());

  public Webhooks {
    admission = List.copyOf(admission);
    conversion = List.copyOf(conversion);
  }

  /**
   * Reads the classes of functions; those that are no webhooks are passed over.
   *
   * @throws InvalidWebhook naming in one line what is wrong with one of them and what to do
   */
  public static Webhooks of(Collection<? extends OperatorFunction> functions) {
    Map<String, AdmissionWebhook<?>> admission = new LinkedHashMap<>();
    Conversions conversions = new Conversions();
    for (OperatorFunction function : functions) {
      if (function instanceof Defaulter<?> defaulter) {
        add(admission, RuleReader.defaulting(defaulter), defaulter);
      }
      if (function instanceof Validator<?> validator) {
        add(admission, RuleReader.validating(validator), validator);
      }
      if (function instanceof Converter<?, ?> converter) {
        conversions.add(converter);
      }
    }
    return new Webhooks(List.copyOf(admission.values()), conversions.all());
  }

  private static void add(
      Map<String, AdmissionWebhook<?>> all,
      AdmissionWebhook<?> webhook,
      OperatorFunction function) {
    if (all.putIfAbsent(webhook.path(), webhook) != null) {
      throw new InvalidWebhook(
          function.getClass(),
          "%s already has one; make one function of the two".formatted(webhook.rule().kind()));
    }
  }

  /** Whether there is nothing to serve. */
  public boolean isEmpty() {
    return admission.isEmpty() && conversion.isEmpty();
  }

  /** The classes of all versions that are converted: their definitions need all of them. */
  public Set<Class<? extends HasMetadata>> convertedTypes() {
    Set<Class<? extends HasMetadata>> types = new LinkedHashSet<>();
    new ArrayList<>(conversion).forEach(each -> types.addAll(each.types()));
    return types;
  }
}
