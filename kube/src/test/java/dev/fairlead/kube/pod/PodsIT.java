package dev.fairlead.kube.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.protocol.object.NamespacedName;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the containers of a Pod have ended, where the test is the kubelet. */
@RealControlPlane
class PodsIT {

  private Cluster.Connected cluster;
  private Pods pods;
  private NamespacedName name;
  private String uid;

  @BeforeEach
  void create(ControlPlane plane) throws Exception {
    cluster = Cluster.connect(plane);
    pods = new Pods(cluster.connection().writer());
    name = new NamespacedName(Cluster.namespace(cluster.connection()), "watcher-0");
    uid = created();
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private String created() {
    return cluster
        .connection()
        .client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace(name.namespace())
                .withName(name.name())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("fairlead")
                .withImage("fairlead:1")
                .endContainer()
                .endSpec()
                .build())
        .create()
        .getMetadata()
        .getUid();
  }

  private void status(ContainerStateBuilder state, ContainerStateBuilder last) {
    Pod pod = new PodBuilder(pod()).build();
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Running")
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("fairlead")
                    .withImage("fairlead:1")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(1)
                    .withState(state.build())
                    .withLastState(last.build())
                    .build())
            .build());
    cluster.connection().client().resource(pod).updateStatus();
  }

  private Pod pod() {
    return cluster
        .connection()
        .client()
        .pods()
        .inNamespace(name.namespace())
        .withName(name.name())
        .get();
  }

  private static ContainerStateBuilder running() {
    return new ContainerStateBuilder()
        .withNewRunning()
        .withStartedAt("2026-01-01T00:00:00Z")
        .endRunning();
  }

  private static ContainerStateBuilder terminated(String message) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(137)
        .withReason("Error")
        .withMessage(message)
        .endTerminated();
  }

  private PodAnswer.Ended ended() throws Exception {
    return assertThat(pods.ended(name, uid)).asInstanceOf(type(PodAnswer.Ended.class)).actual();
  }

  @Test
  void onlyWhatHasEndedHasWords() throws Exception {
    assertThat(ended().messages()).isEmpty();

    status(running(), new ContainerStateBuilder());
    assertThat(ended().messages()).isEmpty();

    status(terminated("one"), new ContainerStateBuilder());
    assertThat(ended().messages()).containsExactly("one");

    status(running(), terminated("one"));
    assertThat(ended().messages()).containsExactly("one");

    status(
        new ContainerStateBuilder().withNewWaiting().withReason("CrashLoopBackOff").endWaiting(),
        terminated("two"));
    assertThat(ended().messages()).containsExactly("two");

    status(terminated("three"), terminated("two"));
    assertThat(ended().messages()).containsExactlyInAnyOrder("two", "three");
  }

  @Test
  void aPodThatIsGoneOrIsAnotherSaysNothing() throws Exception {
    status(terminated("one"), new ContainerStateBuilder());
    cluster
        .connection()
        .client()
        .pods()
        .inNamespace(name.namespace())
        .withName(name.name())
        .withGracePeriod(0)
        .delete();
    assertThat(pods.ended(name, uid)).isEqualTo(new PodAnswer.Gone());

    String before = uid;
    uid = created();
    status(terminated("one"), new ContainerStateBuilder());
    assertThat(pods.ended(name, before)).isEqualTo(new PodAnswer.Gone());
    assertThat(ended().messages()).containsExactly("one");
  }

  @Test
  void whoMayNotAskIsToldWhatIsMissing(ControlPlane plane) throws Exception {
    try (Cluster.Connected nobody =
        Cluster.connect(plane.kubeconfigFor(name.namespace(), "nobody"))) {
      assertThat(new Pods(nobody.connection().writer()).ended(name, uid))
          .asInstanceOf(type(PodAnswer.Failed.class))
          .extracting(PodAnswer.Failed::cause)
          .asString()
          .contains(
              "cannot get resource \"pods\"",
              "a watcher needs get on pods in the namespace " + name.namespace());
    }
  }
}
