package {{package}};

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
{{ownedImports}}

/** {{summary}} */
@Controller(ready = "Available")
{{owns}}
{{reconcilerClass}}

  @Override
  public Result reconcile(Observed<{{Kind}}> observed, Context context) {
    {{Kind}} {{kind}} = observed.primary();
    Deployment deployment = {{Kind}}Deployment.of({{kind}});
    String name = {{kind}}.getMetadata().getName();
    Rollout rollout = new Rollout(observed.child(Deployment.class, name));
    {{returnRollout}}
        .status({{Kind}}Status.ready(rollout.ready()))
        .condition(rollout.available(deployment));
  }
}
