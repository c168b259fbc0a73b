package dev.fairlead.operators.memcached;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Optional;

/**
 * A Memcached is a Deployment of the same name with as many replicas, and where it asks for them a
 * Service and a PodDisruptionBudget; its status says how many are ready, and which version they
 * are.
 */
@Controller(ready = "Available")
@Owns(Deployment.class)
@Owns(Service.class)
@Owns(PodDisruptionBudget.class)
public final class MemcachedReconciler implements Reconciler<Memcached> {

  @Override
  public Result reconcile(Observed<Memcached> observed, Context context) {
    Memcached memcached = observed.primary();
    Optional<Deployment> deployment =
        observed.child(Deployment.class, memcached.getMetadata().getName());
    Rollout rollout = new Rollout(deployment);
    MemcachedStatus status = MemcachedStatus.ready(rollout.ready()).after(memcached.getStatus());
    Optional<Mistake> mistake = Mistake.in(memcached);
    if (mistake.isPresent()) {
      String reason = mistake.get().reason();
      String message = mistake.get().message();
      return Outcome.rejected(reason, message)
          .status(status)
          .condition(Rollout.PROGRESSING.isFalse(reason, message));
    }
    Placement placement = Placement.of(memcached.getSpec(), deployment, context.zonePreference());
    Deployment desired = MemcachedDeployment.of(memcached, placement);
    if (rollout.isComplete(desired)) {
      status = status.version(ImageVersion.of(memcached.getSpec().imageOrDefault()));
    }
    return Desired.children(MemcachedObjects.with(desired, memcached))
        .status(status.zonePreference(placement.zone()))
        .condition(rollout.available(desired))
        .condition(rollout.progressing(desired));
  }
}
