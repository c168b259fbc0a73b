package dev.fairlead.images;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.controlplane.junit.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * That images can be made of Debian's packages, pushed to a registry, and started in namespaces.
 * Without it the tests are skipped and counted; where {@code FAIRLEAD_REQUIRE} names {@code
 * containers}, they fail.
 */
final class ContainersCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("containers", "containers");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(context, ContainersCondition::obstacle);
  }

  private static Optional<String> obstacle() {
    try {
      new SystemCommand(Path.of("."), List.of("apt-get", "--version")).run();
      new SystemCommand(
              Path.of("."),
              List.of("unshare", "--mount", "--pid", "--fork", "setpriv", "--no-new-privs", "true"))
          .run();
      return Binaries.obstacle(List.of(Program.CRANE));
    } catch (ImageFailure missing) {
      return Optional.of(missing.getMessage() + ", or run as root on a Debian");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
