package dev.fairlead.acceptance.prometheus;

import dev.fairlead.controlplane.junit.Requirement;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link WithPrometheus}. */
final class PrometheusCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("prometheus", "Prometheus");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(context, Prometheus::obstacle);
  }
}
