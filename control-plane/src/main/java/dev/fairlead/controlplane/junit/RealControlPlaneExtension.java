package dev.fairlead.controlplane.junit;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.ControlPlaneOptions;
import dev.fairlead.controlplane.Program;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Carries out {@link RealControlPlane}. The store of the launcher session keeps what the classes of
 * a test JVM share.
 */
final class RealControlPlaneExtension
    implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(RealControlPlaneExtension.class);

  private static final Requirement REQUIREMENT = new Requirement("controlplane", "control plane");

  /**
   * What a class gets. It hides that a control plane can be closed, lest the store of the class
   * close one that is shared.
   */
  private record Given(ControlPlane controlPlane) {}

  /** Whether the programs are there; if not, why not. */
  private record Verdict(Optional<String> obstacle) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REQUIREMENT.judge(
        context, () -> verdict(context, options(context).programs()).obstacle());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Store store = context.getStore(NAMESPACE);
    if (store.get(Given.class) != null) {
      return;
    }
    ControlPlaneOptions options = options(context);
    Store owner = annotation(context).exclusive() ? store : session(context);
    ControlPlane controlPlane =
        owner.computeIfAbsent(options, key -> ControlPlane.start(options), ControlPlane.class);
    store.put(Given.class, new Given(controlPlane));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ControlPlane.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // The one instance of a class with that lifecycle is made before anything else is called.
    beforeAll(context);
    return Objects.requireNonNull(context.getStore(NAMESPACE).get(Given.class, Given.class))
        .controlPlane();
  }

  /** What stands in the way of these programs, found out once for all classes. */
  private static Verdict verdict(ExtensionContext context, Set<Program> programs) {
    return session(context)
        .computeIfAbsent(programs, key -> new Verdict(Binaries.obstacle(programs)), Verdict.class);
  }

  private static Store session(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
  }

  private static ControlPlaneOptions options(ExtensionContext context) {
    RealControlPlane wanted = annotation(context);
    return new ControlPlaneOptions(
        wanted.controllers(), wanted.audit(), List.of(wanted.apiServerFlags()));
  }

  private static RealControlPlane annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(),
            RealControlPlane.class,
            context.getEnclosingTestClasses())
        .orElseThrow(
            () -> new IllegalStateException("only @RealControlPlane registers this extension"));
  }
}
