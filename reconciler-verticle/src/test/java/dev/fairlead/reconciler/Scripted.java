package dev.fairlead.reconciler;

import dev.fairlead.sdk.Cleanup;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Deletion;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** Does what a test says. */
@Controller(name = "scripted")
@Owns(Deployment.class)
class Scripted implements Reconciler<ConfigMap> {

  interface Script {

    Result run(Observed<ConfigMap> observed, Context context) throws Exception;
  }

  volatile Script script = (observed, context) -> Outcome.done();

  @Override
  public Result reconcile(Observed<ConfigMap> observed, Context context) throws Exception {
    return script.run(observed, context);
  }

  /** The same, whose children go first. */
  @Controller(name = "foreground", deletion = Deletion.FOREGROUND)
  @Owns(Deployment.class)
  static final class Foreground extends Scripted {}

  /** The same, with something to clean up. */
  @Controller(name = "cleaning")
  @Owns(Deployment.class)
  static final class Cleaning extends Scripted implements Cleanup<ConfigMap> {

    volatile Outcome cleaned = Outcome.done();

    @Override
    public Outcome cleanup(Observed<ConfigMap> observed, Context context) {
      return cleaned;
    }
  }
}
