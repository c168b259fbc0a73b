package dev.fairlead.operators.app;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An App is a Deployment of apps/v1 and, where it has ports, a Service, both of its own name. */
@Controller(name = "app", ready = "Available")
@Owns(Deployment.class)
@Owns(Service.class)
public final class AppReconciler implements Reconciler<App> {

  @Override
  public Result reconcile(Observed<App> observed, Context context) {
    App app = observed.primary();
    Rollout rollout = new Rollout(observed.child(Deployment.class, app.getMetadata().getName()));
    Optional<Mistake> mistake = Mistake.in(app);
    if (mistake.isPresent()) {
      return Outcome.rejected(mistake.get().reason(), mistake.get().message())
          .status(AppStatus.ready(rollout.ready()))
          .condition(Rollout.PROGRESSING.isFalse(mistake.get().reason(), mistake.get().message()));
    }
    Deployment deployment = AppObjects.deployment(app);
    List<HasMetadata> children = new ArrayList<>(List.of(deployment));
    if (!app.getSpec().portsOrNone().isEmpty()) {
      children.add(AppObjects.service(app));
    }
    return Desired.children(children)
        .status(AppStatus.ready(rollout.ready()))
        .condition(rollout.available(deployment))
        .condition(rollout.progressing(deployment));
  }
}
