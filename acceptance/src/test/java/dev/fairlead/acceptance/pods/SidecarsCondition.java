package dev.fairlead.acceptance.pods;

import dev.fairlead.controlplane.junit.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link BesideSidecars}. */
final class SidecarsCondition implements ExecutionCondition {

  private static final Requirement REQUIREMENT = new Requirement("envoy", "sidecars");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(context, SidecarsCondition::obstacle);
  }

  private static Optional<String> obstacle() {
    return Stream.<Supplier<Optional<String>>>of(
            () -> missing("ip", "iproute2"),
            () -> missing("nft", "nftables"),
            () -> missing("setpriv", "util-linux"),
            SidecarsCondition::noNamespaces,
            Envoy::obstacle)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> missing(String command, String debianPackage) {
    return Shell.run(List.of("bash", "-c", "command -v " + command), "").exitCode() == 0
        ? Optional.empty()
        : Optional.of("%s is not installed; install %s".formatted(command, debianPackage));
  }

  private static Optional<String> noNamespaces() {
    Shell.Result result = Shell.run(List.of("unshare", "--net", "nft", "list", "tables"), "");
    return result.exitCode() == 0
        ? Optional.empty()
        : Optional.of(
            "network namespaces cannot be made: %s; run as root".formatted(result.output()));
  }
}
