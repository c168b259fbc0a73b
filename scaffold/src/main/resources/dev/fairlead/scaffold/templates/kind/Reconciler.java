package {{package}};

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
{{ownedImports}}

/** {{summary}} */
{{owns}}
{{reconcilerClass}}

  static final Condition READY = Condition.of("Ready").isTrue("AsDesired", "All is as desired");

  @Override
  public Result reconcile(Observed<{{Kind}}> observed, Context context) {
    {{Kind}} {{kind}} = observed.primary();
    {{returnChildren}}
  }
}
