package dev.fairlead.acceptance;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Fails in the way that the name of an object asks for. */
@Controller(name = "trouble", deadline = "4s")
final class Trouble implements Reconciler<Memcached> {

  /** The gate is closed by then, while the attempt still runs. */
  private static final Duration TOO_LATE = Duration.ofSeconds(3);

  @Override
  public Result reconcile(Observed<Memcached> observed, Context context) {
    return switch (context.name().name()) {
      case "failing" -> Outcome.failed("Broken", "it is to fail");
      case "rejected" -> Outcome.rejected("Impossible", "it is to be rejected");
      case "waiting" -> Outcome.retryAfter(Duration.ofMillis(200), "it is to wait");
      case "panicking" -> throw new IllegalStateException("it is to break off");
      case "late" -> writeTooLate(context);
      default -> Outcome.done();
    };
  }

  private static Result writeTooLate(Context context) {
    long until = System.nanoTime() + TOO_LATE.toNanos();
    while (System.nanoTime() < until) {
      // Whoever is parked hears the interrupt; this one does not obey it.
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      Thread.interrupted();
    }
    context
        .writes()
        .create(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("late")
                .withNamespace(context.name().namespace())
                .endMetadata()
                .build());
    return Outcome.done();
  }
}
