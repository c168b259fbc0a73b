package dev.fairlead.distribution;

import dev.fairlead.launcher.Fairlead;
import dev.fairlead.operators.app.AppReconciler;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.operators.paymentgateway.PaymentGatewayReconciler;
import dev.fairlead.scaffold.NewCommand;
import dev.fairlead.sdk.Reconciler;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The main class of {@code ./fairlead}. An operator of one's own has one just like it, without
 * {@code new}, {@code types} and {@code chart}.
 */
public final class Main {

  private Main() {}

  /** Runs the command with the operators that ship. */
  public static void main(String[] args) {
    Fairlead.run(args, commands(), operators());
  }

  /** What a checkout has more of than an operator. */
  public static List<Callable<Integer>> commands() {
    return List.of(new NewCommand(), new TypesCommand(), new ChartCommand());
  }

  /** The operators that ship. */
  public static Reconciler<?>[] operators() {
    return new Reconciler<?>[] {
      new MemcachedReconciler(), new AppReconciler(), new PaymentGatewayReconciler()
    };
  }
}
