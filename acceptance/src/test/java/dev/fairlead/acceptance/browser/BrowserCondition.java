package dev.fairlead.acceptance.browser;

import dev.fairlead.controlplane.junit.Requirement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link InRealBrowser}. */
final class BrowserCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("browser", "browser");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(
        context,
        () ->
            Chromium.program().isPresent()
                ? Optional.empty()
                : Optional.of(
                    "chromium is not installed; install chromium, or set FAIRLEAD_CHROMIUM to"
                        + " one"));
  }
}
