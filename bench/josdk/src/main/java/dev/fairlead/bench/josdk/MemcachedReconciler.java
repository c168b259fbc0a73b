package dev.fairlead.bench.josdk;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;

/** Says how far the Deployment is; the framework has written that before. */
@ControllerConfiguration
@Workflow(dependents = @Dependent(type = MemcachedDeployment.class))
public final class MemcachedReconciler implements Reconciler<Memcached> {

  @Override
  public UpdateControl<Memcached> reconcile(Memcached memcached, Context<Memcached> context) {
    MemcachedStatus status =
        Rollout.of(memcached, context.getSecondaryResource(Deployment.class)).status();
    if (status.equals(memcached.getStatus())) {
      return UpdateControl.noUpdate();
    }
    return UpdateControl.patchStatus(withStatusOnly(memcached, status));
  }

  /** The status is applied on the server's side: what is not ours stays out of it. */
  private static Memcached withStatusOnly(Memcached memcached, MemcachedStatus status) {
    Memcached patch = new Memcached();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(memcached.getMetadata().getName())
            .withNamespace(memcached.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return patch;
  }
}
