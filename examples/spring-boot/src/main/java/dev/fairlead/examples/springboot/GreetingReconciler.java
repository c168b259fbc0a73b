package dev.fairlead.examples.springboot;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.springframework.stereotype.Component;

/** A Greeting is a ConfigMap of the same name with the text. */
@Component
@Owns(ConfigMap.class)
public final class GreetingReconciler implements Reconciler<Greeting> {

  private final Phrases phrases;

  GreetingReconciler(Phrases phrases) {
    this.phrases = phrases;
  }

  @Override
  public Result reconcile(Observed<Greeting> observed, Context context) {
    Greeting greeting = observed.primary();
    Greeting.Spec spec = greeting.getSpec();
    return phrases
        .hello(spec.language(), spec.whom())
        .<Result>map(text -> Desired.children(card(greeting, text)))
        .orElseGet(() ->
            Outcome.rejected(
                "UnknownLanguage",
                "spec.language is \"%s\": choose one of %s"
                    .formatted(
                        spec.language(), phrases.hellos().keySet().stream().sorted().toList())));
  }

  private static ConfigMap card(Greeting greeting, String text) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(greeting.getMetadata().getName())
        .endMetadata()
        .addToData("text", text)
        .build();
  }
}
