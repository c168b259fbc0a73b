package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.pods.Authority;
import dev.fairlead.acceptance.pods.Envoy;
import dev.fairlead.acceptance.pods.Pod;
import dev.fairlead.acceptance.pods.Pods;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealControlPlane
class SidecarIT {
  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER) private Path directory;

  @Test
  void first(ControlPlane plane) throws Exception {
    System.err.println("dir " + directory);
    try (Cluster cluster = new Cluster(plane.kubeconfig());
        Pods pods = new Pods(directory, plane.server())) {
      cluster.installCrd();
      Authority authority = new Authority(directory);
      Path program = Path.of(System.getProperty("user.home"), ".cache/fairlead/envoy-1.40.0/envoy/_bin/envoy");
      SidecarPod left = pod(pods, "left", authority, program);
      SidecarPod right = pod(pods, "right", authority, program);
      SidecarPod worker = pod(pods, "worker", authority, program);
      Path hosts = pods.headlessService("fairlead-mesh");
      Path kubeconfig = pods.kubeconfig(plane.kubeconfig(), plane.server());
      List<String> options = List.of("--namespace=" + cluster.namespace(), "--lease-namespace=" + cluster.namespace(), "--lease-duration=8");
      left.start(List.of("watcher"), kubeconfig, hosts, "fairlead-mesh", options);
      worker.start(List.of("reconciler", "status"), kubeconfig, hosts, "fairlead-mesh", options);
      long t = System.nanoTime();
      left.awaitJoined(1); worker.awaitJoined(1);
      System.err.println("joined " + (System.nanoTime()-t)/1000000);
      cluster.create("a", 1);
      cluster.awaitDeployment("a", 1);
      System.err.println("a " + (System.nanoTime()-t)/1000000);
      right.start(List.of("watcher"), kubeconfig, hosts, "fairlead-mesh", options);
      right.awaitJoined(2);
      System.err.println("right " + (System.nanoTime()-t)/1000000);
      eventually().until(() -> right.said().contains("taking up controller memcached"));
      t = System.nanoTime();
      left.kill();
      cluster.create("b", 1);
      cluster.awaitDeployment("b", 1);
      System.err.println("b after kill " + (System.nanoTime()-t)/1000000);
      System.err.println(left.envoy().count("ssl.handshake") + " handshakes, idle " + left.envoy().count("idle_timeout"));
    }
  }

  private SidecarPod pod(Pods pods, String name, Authority authority, Path program) throws Exception {
    Pod pod = pods.create(name);
    SidecarPod it = new SidecarPod(pod, new Envoy(program, pod, authority.issue("fairlead-system", "fairlead-" + name)));
    it.startEnvoy();
    return it;
  }
}
