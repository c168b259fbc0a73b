package dev.fairlead.testkit;

import dev.fairlead.sdk.Reconciler;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives every test that asks for a {@link TestCluster} one of its own, started when it is first
 * asked for and closed after the test. Usually used by {@link FairleadTest}; by itself for
 * reconcilers that are made with arguments:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FairleadExtension FAIRLEAD = FairleadExtension.of(new PaymentReconciler(bank));
 * }</pre>
 */
public final class FairleadExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(FairleadExtension.class);

  private final List<Reconciler<?>> reconcilers;

  /** For {@link FairleadTest}, which names the reconcilers. */
  FairleadExtension() {
    this(List.of());
  }

  private FairleadExtension(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  /** An extension whose meshes run these reconcilers. */
  public static FairleadExtension of(Reconciler<?>... reconcilers) {
    return new FairleadExtension(List.of(reconcilers));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TestCluster.class, _ -> TestCluster.start(reconcilers(context)), TestCluster.class);
  }

  private List<Reconciler<?>> reconcilers(ExtensionContext context) {
    Optional<FairleadTest> annotation =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), FairleadTest.class);
    if (reconcilers.isEmpty() && annotation.isEmpty()) {
      throw new ExtensionConfigurationException(
          "no reconciler is named: use @FairleadTest(YourReconciler.class) on the class, or"
              + " FairleadExtension.of(…) in a field with @RegisterExtension");
    }
    List<Reconciler<?>> all = new ArrayList<>(reconcilers);
    annotation.ifPresent(it -> List.of(it.value()).forEach(type -> all.add(instance(type))));
    return all;
  }

  private static Reconciler<?> instance(Class<? extends Reconciler<?>> type) {
    try {
      Constructor<? extends Reconciler<?>> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException needsArguments) {
      throw new ExtensionConfigurationException(
          type.getName()
              + " has no constructor without parameters: make it yourself and give it to"
              + " FairleadExtension.of(…) in a field with @RegisterExtension",
          needsArguments);
    } catch (ReflectiveOperationException failed) {
      throw new ExtensionConfigurationException(type.getName() + " could not be made", failed);
    }
  }
}
