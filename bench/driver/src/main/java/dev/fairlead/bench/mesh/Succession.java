package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.ChildWatch;
import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.meter.Usage;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.operator.Replica;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Two replicas of an operator, of which one leads and ends: how long from that moment a new object
 * waits for its child. The other leads then, and the first is started anew.
 *
 * @param work its name in the table
 * @param what its line
 * @param ending how the leader ends
 * @param releases whether it gives up its Lease, where that is a choice
 * @param count how often
 */
public record Succession(String work, String what, Ending ending, boolean releases, int count) {

  /** How a process ends. */
  public enum Ending {
    /** By {@code kill -9}. */
    KILLED,
    /** By SIGTERM. */
    TERMINATED
  }

  private static final Duration CHILD_MAX = Duration.ofMinutes(2);
  private static final String CPU = "CPU of the other one until then, ms";
  private static final String OTHERS = "CPU of others, % of the machine";
  private static final String READY = " is ready: ";

  /** A Lease is renewed every two seconds: its holder ends at any time between. */
  private static final int RENEWAL_MILLIS = 2_000;

  private static final double NANOS_PER_SECOND = 1e9;

  public void run(Framework framework, Ground ground, ChildWatch children, Results results) {
    SplittableRandom random = new SplittableRandom(count);
    List<Integer> ports = Ground.freePorts(2);
    Operator[] replicas = new Operator[2];
    try {
      replicas[0] = start(framework, ground, ports, 0, 0);
      create(ground, "first");
      awaitChild(children, "first");
      for (int i = 0; i < count; i++) {
        int leader = i % 2;
        int standby = 1 - leader;
        if (i > 0) {
          replicas[standby].close();
        }
        replicas[standby] = start(framework, ground, ports, standby, i + 1);
        awaitStandby(replicas[leader], replicas[standby]);
        Pause.millis(random.nextInt(RENEWAL_MILLIS));
        Meter.Reading before = Meter.read(replicas[standby].pids());
        double seconds = end(replicas[leader], framework, ground, children, i);
        Usage usage = Meter.read(replicas[standby].pids()).since(before);
        results.add(framework, work, what, seconds);
        results.add(framework, work, CPU, (double) usage.operatorMillis());
        results.add(framework, work, OTHERS, usage.othersPercent());
      }
    } finally {
      for (Operator replica : replicas) {
        if (replica != null) {
          replica.close();
        }
      }
    }
  }

  private Operator start(
      Framework framework, Ground ground, List<Integer> ports, int number, int time) {
    Replica replica = new Replica(number, ports, Site.LEASES, releases);
    return Operator.start(
        framework,
        framework.command(ground.repository(), ground.kubeconfig(), replica),
        ground.kubeconfig(),
        ground.logs().resolve("%s-%s-%d.log".formatted(framework.id(), id(), time)));
  }

  /** It has started, and knows the other where they know each other. */
  private static void awaitStandby(Operator leader, Operator standby) {
    if (standby.framework() == Framework.FAIRLEAD) {
      Ground.await("a second replica", CHILD_MAX, () -> standby.said().contains(READY));
    }
    standby.check();
    leader.check();
    Ground.awaitCalm(standby.pids());
  }

  /**
   * New objects one after the other, until the Lease has another holder: one that ends in good
   * order may still have made the child of the first. The longest wait counts, the first one from
   * the end of the leader.
   */
  private double end(
      Operator leader, Framework framework, Ground ground, ChildWatch children, int time) {
    String before = ground.cluster().leaseHolder(Site.LEASES, framework.lease());
    if (before.isEmpty()) {
      throw new BenchException(framework.title() + ": nobody holds the Lease");
    }
    double longest = 0;
    long since = System.nanoTime();
    switch (ending) {
      case KILLED -> leader.kill();
      case TERMINATED -> leader.terminate();
    }
    boolean succeeded = false;
    for (int number = 0; !succeeded; number++) {
      String name = "%s-%d-%d".formatted(id(), time, number);
      create(ground, name);
      long seen = awaitChild(children, name);
      longest = Math.max(longest, (seen - since) / NANOS_PER_SECOND);
      String now = ground.cluster().leaseHolder(Site.LEASES, framework.lease());
      succeeded = !now.isEmpty() && !now.equals(before);
      since = System.nanoTime();
    }
    return longest;
  }

  /** In names of objects and files. */
  private String id() {
    return ending.name().toLowerCase(Locale.ROOT) + (releases ? "-releasing" : "");
  }

  private static void create(Ground ground, String name) {
    ground.cluster().createMemcached(Site.NAMESPACE, name, 1);
  }

  private static long awaitChild(ChildWatch children, String name) {
    Ground.await(
        "the Deployment of " + name, CHILD_MAX, () -> children.addedNanos(name).isPresent());
    return children.addedNanos(name).orElseThrow();
  }
}
