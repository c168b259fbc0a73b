package dev.fairlead.bench.josdk;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;

/**
 * Runs the operator on the cluster that {@code KUBECONFIG} names. An argument names the namespace
 * of the Lease of several replicas; without one there is no election.
 */
public final class MemcachedOperator {

  private static final int WORKERS = 10;

  private MemcachedOperator() {}

  public static void main(String[] args) {
    Operator operator =
        new Operator(configuration -> {
          configuration.withConcurrentReconciliationThreads(WORKERS);
          if (args.length > 0) {
            configuration.withLeaderElectionConfiguration(
                new LeaderElectionConfiguration("memcached", args[0]));
          }
        });
    operator.register(new MemcachedReconciler());
    operator.start();
  }
}
