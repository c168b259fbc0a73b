package dev.fairlead.controlplane.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * What some tests need and not every machine has. Without it they are skipped, and the last lines
 * of the run count them; where {@code FAIRLEAD_REQUIRE} names it, they fail.
 *
 * @param name as {@code FAIRLEAD_REQUIRE} has it
 * @param title for people
 */
public record Requirement(String name, String title) {

  private static final Namespace NAMESPACE = Namespace.create(Requirement.class);

  /**
   * Judges a test class. A method is of one that was judged before.
   *
   * @param obstacle finds what is missing, and what to do about it; empty if nothing is
   * @throws ExtensionConfigurationException if something is missing and must not be
   */
  public ConditionEvaluationResult judge(
      ExtensionContext context, Supplier<Optional<String>> obstacle) {
    Optional<String> missing =
        context.getTestMethod().isPresent() ? Optional.empty() : obstacle.get();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("the " + title + " is there");
    }
    String reason = title + ": " + missing.get();
    if (required()) {
      throw new ExtensionConfigurationException(reason + " (FAIRLEAD_REQUIRE forbids to skip)");
    }
    context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(this, key -> new Skipped(reason), Skipped.class)
        .add(context.getRequiredTestClass());
    return ConditionEvaluationResult.disabled(reason);
  }

  private boolean required() {
    return List.of(System.getenv().getOrDefault("FAIRLEAD_REQUIRE", "").split(",")).contains(name);
  }
}
