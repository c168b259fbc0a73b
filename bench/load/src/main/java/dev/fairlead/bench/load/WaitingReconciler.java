package dev.fairlead.bench.load;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;

/**
 * Waits for as long as its object says, as a reconciler waits for a slow service, without an end:
 * each attempt asks for the next one. Ten at a time in a process, like the peers.
 */
@Controller(name = "waiting", labelSelector = "fairlead.dev/bench=waiting", workers = 10)
public final class WaitingReconciler implements Reconciler<ConfigMap> {

  @Override
  public Result reconcile(Observed<ConfigMap> observed, Context context)
      throws InterruptedException {
    Thread.sleep(Duration.ofMillis(Long.parseLong(observed.primary().getData().get("millis"))));
    return Outcome.retryAfter(EmptyReconciler.AT_ONCE, "the next round");
  }
}
