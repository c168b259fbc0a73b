package dev.fairlead.examples.fromgo;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Cleanup;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Pool;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.ResourcePool;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;

/** A Mirror has a ConfigMap with those of its sources that answer. */
@Controller(ready = "Reachable", workers = 8) // MaxConcurrentReconciles: 8
@Owns(ConfigMap.class) // Owns(&corev1.ConfigMap{})
@Reads(value = Secret.class, byField = "spec.secretName") // Watches(&corev1.Secret{}, …)
@Pool(name = "uplink", capacity = 2)
public final class MirrorReconciler implements Reconciler<Mirror>, Cleanup<Mirror> {

  private static final Condition.Type REACHABLE = Condition.of("Reachable");

  private final Network network;

  MirrorReconciler(Network network) {
    this.network = network;
  }

  @Override
  public Result reconcile(Observed<Mirror> observed, Context context) {
    Mirror mirror = observed.primary();
    Mirror.Spec spec = mirror.getSpec();
    if (observed.read(Secret.class, spec.secretName()).isEmpty()) {
      return Outcome.rejected( // reconcile.TerminalError(err)
          "NoCredentials", "The Secret %s is not there: create it".formatted(spec.secretName()));
    }
    List<String> alive = alive(spec, context);
    if (alive.isEmpty()) {
      return silence(context);
    }
    return Desired.children(list(mirror, alive)) // CreateOrUpdate, SetControllerReference
        .status(new Mirror.Status(alive.size(), null)) // Status().Update
        .condition(REACHABLE.isTrue("Answered", "%d sources answer".formatted(alive.size())))
        .lookAgainAfter(Duration.ofMinutes(10)); // Result{RequeueAfter: 10 * time.Minute}
  }

  @Override
  public Outcome cleanup(Observed<Mirror> observed, Context context) { // what the finalizer is for
    network.forget(observed.primary().getMetadata().getName());
    return Outcome.done();
  }

  private List<String> alive(Mirror.Spec spec, Context context) {
    try (ResourcePool.Permit _ = context.pool("uplink").acquire()) { // in the whole mesh
      return Asking.alive(network, spec.sources());
    }
  }

  private static Result silence(Context context) {
    return context.failures() < 5 // queue.NumRequeues(key)
        ? Outcome.failed("Silence", "No source answers") // queue.AddRateLimited(key)
        : Outcome.rejected("Silence", "No source has answered five times: change spec.sources");
  }

  private static ConfigMap list(Mirror mirror, List<String> alive) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(mirror.getMetadata().getName())
        .endMetadata()
        .addToData("sources", String.join("\n", alive))
        .build();
  }
}
