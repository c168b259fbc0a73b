package dev.fairlead.acceptance.jaeger;

import dev.fairlead.controlplane.ControlPlaneUnavailableException;
import dev.fairlead.controlplane.junit.Requirement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link TracedByJaeger}. */
final class JaegerCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("jaeger", "Jaeger");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(
        context, context.getTestMethod().isPresent() ? Optional.empty() : obstacle());
  }

  private static Optional<String> obstacle() {
    try {
      Jaegers.program();
      return Optional.empty();
    } catch (ControlPlaneUnavailableException missing) {
      return Optional.of(String.valueOf(missing.getMessage()));
    }
  }
}
