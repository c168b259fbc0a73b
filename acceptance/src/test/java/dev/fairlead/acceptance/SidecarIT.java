package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.pods.Authority;
import dev.fairlead.acceptance.pods.BesideSidecars;
import dev.fairlead.acceptance.pods.Envoy;
import dev.fairlead.acceptance.pods.Kubelet;
import dev.fairlead.acceptance.pods.Pod;
import dev.fairlead.acceptance.pods.Pods;
import dev.fairlead.acceptance.pods.Tracing;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two watchers and a worker, each in a Pod of its own behind an Envoy that demands certificates, on
 * a real API server: they join, work, fail over and leave as they do without, but that nobody is
 * proven dead by a port that refuses, but by the status of its Pod.
 */
@RealControlPlane
@BesideSidecars
class SidecarIT {

  @TempDir private Path directory;
  private final ControlPlane plane;
  private Cluster cluster;
  private Pods pods;
  private Kubelet kubelet;
  private Authority authority;
  private SidecarPod left;
  private SidecarPod right;
  private SidecarPod worker;

  SidecarIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void begin() throws Exception {
    cluster = new Cluster(plane.kubeconfig());
    cluster.installCrd();
    pods = new Pods(directory, plane.server());
    kubelet = new Kubelet(cluster.client(), cluster.namespace());
    authority = new Authority(directory);
    left = pod("left", "watcher");
    right = pod("right", "watcher");
    worker = pod("worker", "reconciler", "status");
  }

  @AfterEach
  void end() {
    pods.close();
    cluster.close();
  }

  @Test
  void membersBehindSidecarsJoinWorkFailOverAndLeave() throws Exception {
    joinAndWork();
    nobodyGetsInWithoutACertificate();
    aSidecarThatIsStartedAgainMakesNobodyDead();
    anOwnerThatIsKilledIsSucceededWhenItsLeaseEnds();
    anOwnerThatIsKilledIsSucceededWhenItsPodSaysSo();
    anOwnerThatIsKilledAndStartedAgainIsSucceeded();
    anOwnerThatLeavesBesideADrainingSidecarHandsOver();
    nothingWasSilentForLong();
  }

  private void joinAndWork() throws Exception {
    start(left);
    left.awaitAlone();

    long began = System.nanoTime();
    start(worker);
    left.awaitJoined(1);
    worker.awaitJoined(1);
    say("a second process started and joined", began);
    converges("first");

    began = System.nanoTime();
    start(right);
    right.awaitJoined(2);
    say("a third process started and joined", began);
    awaitWatching(right);
  }

  private void nobodyGetsInWithoutACertificate() {
    assertThat(Stranger.inPlainText(left.pod().address(), 5701)).isEqualTo(Stranger.Met.NOBODY);
    assertThat(Stranger.inPlainText(left.pod().address(), 5710)).isEqualTo(Stranger.Met.NOBODY);
    assertThat(Stranger.withoutCertificate(left.pod().address(), 5701))
        .isEqualTo(Stranger.Met.NOBODY);
    assertThat(left.envoy().count("ssl.fail_verify_no_cert")).isPositive();
    // What is not captured is reached, and members are let in by their certificates.
    assertThat(Stranger.inPlainText(left.pod().address(), 8081)).isEqualTo(Stranger.Met.SOMEBODY);
    assertThat(left.envoy().count("15006.ssl.handshake")).isPositive();
  }

  /** Its own kernel refuses whatever is dialled from its Pod: so it would for a dead peer. */
  private void aSidecarThatIsStartedAgainMakesNobodyDead() throws Exception {
    long epoch = epoch();
    for (SidecarPod pod : List.of(right, left)) {
      long unproven = unproven();
      pod.envoy().stop();
      eventually().until(() -> right.mesh().contains(pod == right ? "all others" : "joined 1"));
      eventually().until(() -> unproven() > unproven);
      long began = System.nanoTime();
      pod.startEnvoy();
      awaitAllJoined();
      say("the sidecar of " + pod.pod().name() + " started again, and all joined", began);
      converges("after-sidecar-" + pod.pod().name());
    }
    assertThat(epoch()).isEqualTo(epoch);
  }

  private void anOwnerThatIsKilledIsSucceededWhenItsLeaseEnds() throws Exception {
    SidecarPod owner = owner();
    long epoch = epoch();
    long began = System.nanoTime();
    owner.kill();
    converges("after-kill");
    say("kill -9 of the owner to the child of a new object", began);
    assertThat(epoch()).isGreaterThan(epoch);
    start(owner);
    awaitAllJoined();
    awaitWatching(owner);
  }

  /** On a slow machine its Lease may have ended before the successor says so. */
  private void anOwnerThatIsKilledIsSucceededWhenItsPodSaysSo() throws Exception {
    SidecarPod owner = owner();
    SidecarPod successor = owner == left ? right : left;
    long epoch = epoch();
    long began = System.nanoTime();
    owner.kill();
    kubelet.ended(owner.pod());
    converges("after-end-of-container");
    say("kill -9 of the owner, whose Pod says so, to the child of a new object", began);
    eventually()
        .until(
            () -> successor.said().contains("its container has ended, as the status of its Pod"));
    assertThat(epoch()).isGreaterThan(epoch);
    start(owner);
    awaitAllJoined();
    awaitWatching(owner);
  }

  /**
   * As a kubelet does: who answers there is another, and so the one before is dead. On a slow
   * machine its Lease has ended before it answers.
   */
  private void anOwnerThatIsKilledAndStartedAgainIsSucceeded() throws Exception {
    SidecarPod owner = owner();
    long epoch = epoch();
    long began = System.nanoTime();
    owner.kill();
    start(owner);
    converges("after-restart");
    say("kill -9 and restart of the owner to the child of a new object", began);
    assertThat(epoch()).isGreaterThan(epoch);
    awaitAllJoined();
    awaitWatching(owner);
  }

  private void anOwnerThatLeavesBesideADrainingSidecarHandsOver() throws Exception {
    SidecarPod owner = owner();
    long epoch = epoch();
    owner.envoy().drain();
    long began = System.nanoTime();
    owner.stop();
    converges("after-leave");
    say("SIGTERM of the owner to the child of a new object", began);
    assertThat(epoch()).isGreaterThan(epoch);

    SidecarPod successor = owner();
    worker.stop();
    successor.stop();
    assertThat(lease().getSpec().getHolderIdentity()).isNull();
  }

  /** The sidecars close what says nothing for 15 s. */
  private void nothingWasSilentForLong() {
    for (SidecarPod pod : all()) {
      assertThat(pod.envoy().count("bound.idle_timeout")).isZero();
    }
  }

  /** How often the standby has found that the owner is missed, and not proven dead. */
  private long unproven() {
    return right.said().lines().filter(line -> line.contains("is not surely dead")).count();
  }

  private SidecarPod pod(String name, String... roles) throws Exception {
    Pod pod = pods.create(name);
    kubelet.run(pod);
    SidecarPod made =
        new SidecarPod(
            pod,
            Envoy.sidecar(
                pod, authority.issue("fairlead-system", "fairlead-" + name), Tracing.NONE),
            List.of(roles));
    made.startEnvoy();
    return made;
  }

  private void start(SidecarPod pod) throws Exception {
    pod.start(pods, plane, cluster.namespace());
  }

  private List<SidecarPod> all() {
    return List.of(left, right, worker);
  }

  private void awaitAllJoined() {
    all().forEach(pod -> pod.awaitJoined(2));
  }

  private static void awaitWatching(SidecarPod watcher) {
    eventually().until(() -> watcher.said().contains("taking up controller memcached"));
  }

  /** A new object gets its child; owner and worker are always in different Pods. */
  private void converges(String name) {
    cluster.create(name, 1);
    cluster.awaitDeployment(name, 1);
  }

  private SidecarPod owner() {
    String sentence = "memcached.1.0 is owned here, at epoch " + epoch();
    return Stream.of(left, right)
        .filter(pod -> pod.said().contains(sentence))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody says: " + sentence));
  }

  private long epoch() {
    return lease().getSpec().getLeaseTransitions();
  }

  private Lease lease() {
    return cluster
        .client()
        .leases()
        .inNamespace(cluster.namespace())
        .withName("memcached.1.0")
        .get();
  }

  private static void say(String what, long beganNanos) {
    System.out.printf(
        "beside sidecars: %s: %d ms%n",
        what, Duration.ofNanos(System.nanoTime() - beganNanos).toMillis());
  }
}
