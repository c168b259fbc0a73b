package dev.fairlead.controlplane.junit;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Counts the tests that were skipped for one reason, and says so when the test JVM ends. */
final class Skipped implements AutoCloseable {

  private final String reason;
  private final AtomicLong tests = new AtomicLong();

  Skipped(String reason) {
    this.reason = reason;
  }

  void add(Class<?> testClass) {
    long n = count(testClass);
    tests.addAndGet(n);
    System.err.printf("fairlead: skipping %s (%d tests): %s%n", testClass.getName(), n, reason);
  }

  @Override
  public void close() {
    System.err.printf("fairlead: %d tests skipped: %s%n", tests.get(), reason);
  }

  /** A parameterized test counts once: its invocations are not known before it runs. */
  static long count(Class<?> testClass) {
    long own =
        AnnotationSupport.findAnnotatedMethods(
                testClass, Testable.class, HierarchyTraversalMode.TOP_DOWN)
            .size();
    return own
        + ReflectionSupport.findNestedClasses(
                testClass, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
            .stream()
            .mapToLong(Skipped::count)
            .sum();
  }
}
