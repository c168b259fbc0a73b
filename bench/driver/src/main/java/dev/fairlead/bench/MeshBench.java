package dev.fairlead.bench;

import dev.fairlead.bench.cluster.ChildWatch;
import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.mesh.Exchange;
import dev.fairlead.bench.mesh.Ground;
import dev.fairlead.bench.mesh.Joining;
import dev.fairlead.bench.mesh.Pages;
import dev.fairlead.bench.mesh.RollingRestart;
import dev.fairlead.bench.mesh.ScaleOut;
import dev.fairlead.bench.mesh.Succession;
import dev.fairlead.bench.mesh.Succession.Ending;
import dev.fairlead.bench.mesh.WorkerLoss;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.ControlPlaneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The order of what several processes do, each on an API server of its own. Peers have replicas of
 * which one leads, and nothing that compares to workers and roles.
 */
final class MeshBench {

  private static final String CHILD_AFTER = "child of a new object after, s";

  private final Plan plan;
  private final Consumer<String> progress;
  private final Results results;
  private boolean failed;

  MeshBench(Plan plan, Consumer<String> progress, Results results) {
    this.plan = plan;
    this.progress = progress;
    this.results = results;
  }

  void run(List<Framework> order) {
    for (Framework framework : order) {
      int count = plan.endings(framework);
      if (plan.has(Work.FAILOVER)) {
        succeed(
            framework,
            new Succession(
                "owner killed -9", CHILD_AFTER, Ending.KILLED, /* releases= */ false, count));
      }
      if (plan.has(Work.HANDOVER)) {
        succeed(
            framework,
            new Succession(
                "owner told to end", CHILD_AFTER, Ending.TERMINATED, /* releases= */ false, count));
        if (framework == Framework.CONTROLLER_RUNTIME) {
          succeed(
              framework,
              new Succession(
                  "owner told to end",
                  "the same, with release on cancel, s",
                  Ending.TERMINATED,
                  /* releases= */ true,
                  count));
        }
      }
    }
    if (order.contains(Framework.FAIRLEAD)) {
      runAlone();
    }
  }

  /** What only Fairlead has. */
  private void runAlone() {
    measure(
        Work.WORKER_LOSS,
        (ground, children) -> new WorkerLoss(plan.repetitions()).run(ground, results));
    measure(
        Work.ROLLING_RESTART,
        (ground, children) -> new RollingRestart().run(ground, children, results));
    measure(
        Work.SCALE_OUT,
        (ground, children) -> new ScaleOut(plan.changeSeconds()).run(ground, results));
    measure(
        Work.EXCHANGE,
        (ground, children) -> new Exchange(plan.changeSeconds()).run(ground, results));
    measure(Work.JOIN, (ground, children) -> new Joining(plan.repetitions()).run(ground, results));
    int objects = plan.idleObjects().getLast();
    measure(Work.PAGES, (ground, children) -> new Pages(objects).run(ground, results));
  }

  /** Whether a piece of work could not be measured to its end. */
  boolean failed() {
    return failed;
  }

  private interface Measurement {
    void run(Ground ground, ChildWatch children);
  }

  private void succeed(Framework framework, Succession succession) {
    attempt(
        "%s: %s, %d times".formatted(framework.title(), succession.work(), succession.count()),
        (ground, children) -> succession.run(framework, ground, children, results));
  }

  private void measure(Work work, Measurement measurement) {
    if (plan.has(work)) {
      attempt("%s: %s".formatted(Framework.FAIRLEAD.title(), work), measurement);
    }
  }

  /** The others are measured even if one fails. */
  private void attempt(String what, Measurement measurement) {
    progress.accept(what);
    try (ControlPlane plane = ControlPlane.start(Bench.ALONE);
        Cluster cluster = Cluster.furnished(plane, plan.repository(), Site.NAMESPACE, Site.LEASES);
        ChildWatch children = cluster.watchDeployments(Site.NAMESPACE)) {
      // Of its own, since logs are read: no process is to be taken for one of another time.
      Path logs = Files.createTempDirectory(plan.logs(), what.replaceAll("[^A-Za-z0-9]+", "-"));
      measurement.run(new Ground(cluster, plane.kubeconfig(), plan.repository(), logs), children);
    } catch (IOException e) {
      throw new BenchException("no directory for logs can be made: " + e.getMessage(), e);
    } catch (BenchException | ControlPlaneException failure) {
      progress.accept("%s has failed: %s".formatted(what, failure.getMessage()));
      failed = true;
    }
  }
}
