package dev.fairlead.bench.josdk;

import io.javaoperatorsdk.operator.Operator;

/** Runs the operator on the cluster that {@code KUBECONFIG} names. */
public final class MemcachedOperator {

  private static final int WORKERS = 10;

  private MemcachedOperator() {}

  public static void main(String[] args) {
    Operator operator =
        new Operator(configuration -> configuration.withConcurrentReconciliationThreads(WORKERS));
    operator.register(new MemcachedReconciler());
    operator.start();
  }
}
