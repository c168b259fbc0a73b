package {{package}};

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;

/** {{summary}} */
{{reconcilerClass}}

  static final Condition.Type READY = Condition.of("Ready");

  @Override
  public Result reconcile(Observed<{{Kind}}> observed, Context context) {
    {{Kind}} {{kind}} = observed.primary();
    return Outcome.done().condition(READY.isTrue("Heard", {{kind}}.getSpec().message()));
  }
}
