package dev.fairlead.acceptance.manifests;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.controlplane.junit.Requirement;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link RendersWithHelm}. */
final class HelmCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("helm", "Helm");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(
        context, () -> Binaries.obstacle(List.of(Program.HELM, Program.KUBECTL)));
  }
}
