package dev.fairlead.operators.paymentgateway;

import dev.fairlead.launcher.Fairlead;

/** The operator as a program of its own, with every command of Fairlead. */
public final class PaymentGatewayOperator {

  private PaymentGatewayOperator() {}

  /** Runs the command; {@code --help} lists them. */
  public static void main(String[] args) {
    Fairlead.run(args, new PaymentGatewayReconciler());
  }
}
