package dev.fairlead.bench;

import dev.fairlead.bench.cluster.ChildWatch;
import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Change;
import dev.fairlead.bench.work.Create;
import dev.fairlead.bench.work.Delete;
import dev.fairlead.bench.work.Memory;
import dev.fairlead.bench.work.Site;
import dev.fairlead.bench.work.StartUp;
import dev.fairlead.bench.work.Strangers;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.ControlPlaneOptions;
import dev.fairlead.controlplane.Controllers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The order of things. Work that changes something is done on an API server of its own for each
 * framework, so that each finds the same; objects that lie idle are shared by all.
 */
final class Bench {

  /** Nothing but the operator acts on what is written. */
  static final ControlPlaneOptions ALONE = ControlPlaneOptions.DEFAULT.with(Controllers.NONE);

  private static final String OBJECTS = "cold";

  private final Plan plan;
  private final Consumer<String> progress;
  private final Results results = new Results();
  private boolean failed;

  Bench(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  Results run() {
    for (int round = 0; round < plan.rounds(); round++) {
      // Each round begins with another framework, so that none is always first.
      List<Framework> order = new ArrayList<>(plan.frameworks());
      Collections.rotate(order, -round);
      if (plan.has(Work.START) || plan.active()) {
        for (Framework framework : order) {
          attempt(framework, () -> act(framework));
        }
      }
      if (plan.has(Work.IDLE)) {
        lieIdle(order);
      }
      MeshBench mesh = new MeshBench(plan, progress, results);
      mesh.run(order);
      failed |= mesh.failed();
    }
    return results;
  }

  /** Whether a piece of work could not be measured to its end. */
  boolean failed() {
    return failed;
  }

  /** The others are measured even if one fails. */
  private void attempt(Framework framework, Runnable work) {
    try {
      work.run();
    } catch (BenchException failure) {
      progress.accept("%s has failed: %s".formatted(framework.title(), failure.getMessage()));
      failed = true;
    }
  }

  private void act(Framework framework) {
    try (ControlPlane plane = ControlPlane.start(ALONE);
        Cluster cluster = Cluster.furnished(plane, plan.repository(), Site.NAMESPACE, Site.LEASES);
        ChildWatch children = cluster.watchDeployments(Site.NAMESPACE)) {
      cluster.createMemcached(Site.NAMESPACE, "first", 1);
      StartUp startUp = new StartUp("start", "first");
      if (plan.has(Work.START)) {
        // The first start fills the machine's caches, and Fairlead's.
        for (int start = 0; start <= plan.starts(); start++) {
          progress.accept("%s: start %d".formatted(framework.title(), start));
          Meter.Reading before = Meter.read(List.of());
          try (Operator operator = start(framework, plane)) {
            Site site = new Site(cluster, children, operator);
            if (start == 0) {
              startUp.await(site);
            } else {
              startUp.run(site, before, results);
            }
            if (start == plan.starts()) {
              startUp.noteMemory(site, results);
            }
          }
          cluster.deleteDeployment(Site.NAMESPACE, "first");
        }
      }
      if (plan.active()) {
        try (Operator operator = start(framework, plane)) {
          Site site = new Site(cluster, children, operator);
          startUp.await(site);
          act(site);
        }
      }
    }
  }

  private void act(Site site) {
    String title = site.operator().framework().title();
    progress.accept(title + ": create");
    new Create("create the first %,d".formatted(plan.objects()), OBJECTS, plan.objects())
        .run(site, results);
    if (plan.has(Work.CHANGE)) {
      progress.accept(title + ": change");
      new Change(OBJECTS, plan.objects(), plan.changesPerSecond(), plan.changeSeconds())
          .run(site, results);
      new Memory("after create and change").run(site, results);
    }
    if (plan.has(Work.DELETE)) {
      progress.accept(title + ": delete");
      new Delete(OBJECTS, plan.deletions()).run(site, results);
    }
    progress.accept(title + ": create more");
    new Create("create %,d more".formatted(plan.objects()), "warm", plan.objects())
        .run(site, results);
    new Memory("at the end").run(site, results);
  }

  private void lieIdle(List<Framework> order) {
    try (ControlPlane plane = ControlPlane.start(ALONE);
        Cluster cluster =
            Cluster.furnished(plane, plan.repository(), Site.NAMESPACE, Site.LEASES)) {
      Strangers strangers = new Strangers(cluster, plan.idleBytes());
      for (int count : plan.idleObjects()) {
        progress.accept("%,d idle objects".formatted(count));
        strangers.grow(count);
        for (Framework framework : order) {
          progress.accept("%s: beside %,d idle objects".formatted(framework.title(), count));
          attempt(framework, () -> lieIdle(framework, count, plane, cluster));
        }
      }
    }
  }

  private void lieIdle(Framework framework, int count, ControlPlane plane, Cluster cluster) {
    String name = "idle-" + framework.id() + "-" + count;
    cluster.createMemcached(Site.NAMESPACE, name, 1);
    StartUp startUp = new StartUp("start beside %,d idle objects".formatted(count), name);
    try (ChildWatch children = cluster.watchDeployments(Site.NAMESPACE)) {
      Meter.Reading before = Meter.read(List.of());
      try (Operator operator = start(framework, plane)) {
        Site site = new Site(cluster, children, operator);
        startUp.run(site, before, results);
        startUp.noteMemory(site, results);
      }
    }
    cluster.deleteMemcached(Site.NAMESPACE, name);
    cluster.deleteDeployment(Site.NAMESPACE, name);
  }

  private Operator start(Framework framework, ControlPlane plane) {
    return Operator.start(framework, plan.repository(), plane.kubeconfig(), plan.logs());
  }
}
