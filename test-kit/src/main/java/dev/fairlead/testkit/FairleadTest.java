package dev.fairlead.testkit;

import dev.fairlead.sdk.Reconciler;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each test of this class has a sandbox API server and a mesh with all roles of its own, in this
 * JVM. Its methods, those before and after them, and its constructor may take a {@link
 * TestCluster}.
 *
 * <pre>{@code
 * @FairleadTest(MemcachedReconciler.class)
 * class MemcachedTest {
 *   @Test
 *   void runs(TestCluster cluster) {
 *     cluster.apply("""
 *         apiVersion: cache.example.com/v1
 *         kind: Memcached
 *         metadata: {name: cache}
 *         spec: {replicas: 2}
 *         """);
 *     cluster.awaitCondition(Memcached.class, "cache", "Available", "True");
 *   }
 * }
 * }</pre>
 *
 * <p>Reconcilers that need arguments go into a {@link FairleadExtension} in a field with
 * {@code @RegisterExtension} instead.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(FairleadExtension.class)
public @interface FairleadTest {

  /**
   * The reconcilers that run, each with a constructor without parameters. Their CRDs are installed.
   */
  Class<? extends Reconciler<?>>[] value();
}
