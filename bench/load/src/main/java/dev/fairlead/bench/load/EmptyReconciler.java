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
 * Does nothing, without an end: each attempt asks for the next one. What it costs is what it costs
 * to give out an attempt and to hear that it is over.
 */
@Controller(name = "empty", labelSelector = "fairlead.dev/bench=empty")
public final class EmptyReconciler implements Reconciler<ConfigMap> {

  /** The shortest pause there is. */
  static final Duration AT_ONCE = Duration.ofMillis(1);

  @Override
  public Result reconcile(Observed<ConfigMap> observed, Context context) {
    return Outcome.retryAfter(AT_ONCE, "the next round");
  }
}
