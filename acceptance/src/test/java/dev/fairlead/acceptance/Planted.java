package dev.fairlead.acceptance;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.concurrent.CountDownLatch;

/**
 * Operators whose objects fare as their names say. All of them reconcile Memcacheds, each as a
 * controller of its own.
 */
final class Planted {

  private Planted() {}

  /** Does what the name of the object says, and what the real one does where it says nothing. */
  @Controller(ready = "Available", deadline = "6s")
  @Owns(Deployment.class)
  @Owns(Pod.class)
  static final class ByName implements Reconciler<Memcached> {

    private final MemcachedReconciler usual = new MemcachedReconciler();

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context)
        throws InterruptedException {
      return switch (context.name().name()) {
        case "broken" -> throw new IllegalStateException("no disk");
        case "late" -> {
          new CountDownLatch(1).await();
          throw new AssertionError();
        }
        case "waits" -> Outcome.retryAfter(java.time.Duration.ofMinutes(1), "waiting for DNS");
        case "invalid" -> Desired.children(deployment(observed.primary()));
        case "pod" -> Desired.children(pod(observed.primary()));
        default -> usual.reconcile(observed, context);
      };
    }

    private static Deployment deployment(Memcached of) {
      return new DeploymentBuilder()
          .withNewMetadata()
          .withName(of.getMetadata().getName())
          .withNamespace(of.getMetadata().getNamespace())
          .endMetadata()
          .withNewSpec()
          .withReplicas(-1)
          .withNewSelector()
          .addToMatchLabels("app", "a")
          .endSelector()
          .withNewTemplate()
          .withNewMetadata()
          .addToLabels("app", "a")
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("a")
          .withImage("a")
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();
    }

    private static Pod pod(Memcached of) {
      return new PodBuilder()
          .withNewMetadata()
          .withName(of.getMetadata().getName())
          .withNamespace(of.getMetadata().getNamespace())
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("web")
          .withImage("nowhere.test/web:1")
          .endContainer()
          .endSpec()
          .build();
    }
  }

  /** Wants to watch what nobody lets it. */
  @Controller(name = "blind")
  @Owns(ConfigMap.class)
  static final class Blind implements Reconciler<Memcached> {

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context) {
      return Outcome.done();
    }
  }

  /** Wants to watch what is not there. */
  @Controller(name = "haunted")
  @Owns(apiVersion = "missing.test/v1", kind = "Ghost")
  static final class Haunted implements Reconciler<Memcached> {

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context) {
      return Outcome.done();
    }
  }

  /** Runs one attempt at a time, which ends when it is let; only at objects of its own. */
  @Controller(name = "narrow", workers = 1, labelSelector = "planted=narrow")
  static final class Narrow implements Reconciler<Memcached> {

    private final CountDownLatch end = new CountDownLatch(1);

    void let() {
      end.countDown();
    }

    @Override
    public Result reconcile(Observed<Memcached> observed, Context context)
        throws InterruptedException {
      end.await();
      return Outcome.done();
    }
  }
}
