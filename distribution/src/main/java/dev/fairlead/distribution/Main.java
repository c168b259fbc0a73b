package dev.fairlead.distribution;

import dev.fairlead.launcher.Fairlead;
import dev.fairlead.operators.app.AppReconciler;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.operators.paymentgateway.PaymentGatewayReconciler;
import dev.fairlead.sdk.Reconciler;

/** The main class of {@code ./fairlead}. An operator of one's own has one just like it. */
public final class Main {

  private Main() {}

  /** Runs the command with the operators that ship. */
  public static void main(String[] args) {
    Fairlead.run(args, operators());
  }

  /** The operators that ship. */
  public static Reconciler<?>[] operators() {
    return new Reconciler<?>[] {
      new MemcachedReconciler(), new AppReconciler(), new PaymentGatewayReconciler()
    };
  }
}
