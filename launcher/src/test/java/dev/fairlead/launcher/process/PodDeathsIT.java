package dev.fairlead.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.generator.Installation;
import dev.fairlead.generator.rbac.Rbac;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.pod.Pods;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.LastWords;
import dev.fairlead.mesh.cluster.Member;
import dev.fairlead.mesh.cluster.Pod;
import dev.fairlead.mesh.cluster.ProtocolLevel;
import dev.fairlead.protocol.message.Incarnation;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A watcher that may do exactly what its generated role allows asks a real API server for the Pod
 * of a process that is missed. The test is the kubelet.
 */
@RealControlPlane
class PodDeathsIT {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final Incarnation SUSPECT = new Incarnation("watcher-0-0a1b2c3d4e");
  private static final Incarnation SUCCESSOR = new Incarnation("watcher-0-5f6a7b8c9d");

  private final String namespace =
      "pod-deaths-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<Incarnation> proven = new CopyOnWriteArrayList<>();
  private final ControlPlane plane;
  private KubeConnection admin;
  private KubeConnection watcher;
  private PodDeaths deaths;

  PodDeathsIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void begin() throws Exception {
    admin = KubeConnection.open(connecting(plane.kubeconfig()));
    admin
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    Rbac.of(List.of(), Installation.within("mesh", namespace))
        .objects(Rbac.Accounts.ONE)
        .forEach(object -> admin.client().resource(object).serverSideApply());
    watcher =
        KubeConnection.open(
            connecting(plane.kubeconfigFor(namespace, "mesh"))
                .withListener(_ -> calls.incrementAndGet()));
    deaths = new PodDeaths(new Pods(watcher.writer()), Duration.ofSeconds(30));
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void end() {
    logger().detachAppender(log);
    deaths.close();
    watcher.close();
    admin.close();
  }

  private static ConnectionSettings connecting(Path kubeconfig) {
    return ConnectionSettings.auto().withKubeconfig(kubeconfig);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(PodDeaths.class);
  }

  private Pod created() {
    return new Pod(
        namespace,
        "watcher-0",
        admin
            .client()
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName("watcher-0")
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
            .getUid());
  }

  private void status(Pod pod, ContainerState state, ContainerState last) {
    io.fabric8.kubernetes.api.model.Pod now =
        admin.client().pods().inNamespace(namespace).withName(pod.name()).get();
    now.setStatus(
        new PodStatusBuilder()
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("fairlead")
                    .withImage("fairlead:1")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(1)
                    .withState(state)
                    .withLastState(last)
                    .build())
            .build());
    admin.client().resource(now).updateStatus();
  }

  private static ContainerState running() {
    return new ContainerStateBuilder()
        .withNewRunning()
        .withStartedAt("2026-01-01T00:00:00Z")
        .endRunning()
        .build();
  }

  private static ContainerState ended(String message) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(137)
        .withReason("Error")
        .withMessage(message)
        .endTerminated()
        .build();
  }

  private static ContainerState nothing() {
    return new ContainerStateBuilder().build();
  }

  private void ask(Incarnation suspect, Pod pod) {
    Member member =
        new Member(
            suspect,
            Set.of(Role.WATCHER),
            "fairlead",
            "1",
            ProtocolLevel.CURRENT,
            "10.0.0.7",
            5701,
            5710,
            true,
            Optional.of(pod));
    deaths.ask(member, pod, () -> proven.add(suspect));
  }

  /** It is asked twice more, so that once is after what has happened by now. */
  private void awaitAsked() {
    int before = calls.get();
    await().atMost(Duration.ofSeconds(20)).until(() -> calls.get() >= before + 2);
  }

  private void awaitProven(Incarnation... who) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(proven).containsExactly(who));
  }

  @Test
  void whoseWordsStandInTheStatusOfItsPodHasEnded() {
    Pod pod = created();
    ask(SUSPECT, pod);
    awaitAsked();
    status(pod, running(), nothing());
    awaitAsked();
    assertThat(proven).isEmpty();

    status(pod, ended(LastWords.of(SUSPECT)), nothing());
    awaitProven(SUSPECT);
  }

  @Test
  void soHasWhoWasStartedAgainMeanwhileAndNotItsSuccessor() {
    Pod pod = created();
    status(pod, running(), ended(LastWords.of(SUSPECT)));
    ask(SUCCESSOR, pod);
    ask(SUSPECT, pod);
    awaitProven(SUSPECT);
    awaitAsked();
    awaitProven(SUSPECT);
  }

  /** What the kubelet makes up of a container that it has lost, and what says nothing at all. */
  @Test
  void nothingElseProvesAnything() {
    Pod pod = created();
    ask(SUSPECT, pod);
    status(pod, ended("The container could not be located when the pod was terminated"), nothing());
    awaitAsked();
    status(pod, ended(""), ended(LastWords.of(SUCCESSOR)));
    awaitAsked();
    assertThat(proven).isEmpty();

    deaths.trusted(SUSPECT);
    status(pod, ended(LastWords.of(SUSPECT)), nothing());
    ask(SUCCESSOR, pod);
    awaitAsked();
    assertThat(proven).isEmpty();
  }

  @Test
  void aPodThatIsGoneOrAnotherProvesNothing() {
    Pod pod = created();
    admin.client().pods().inNamespace(namespace).withName(pod.name()).withGracePeriod(0).delete();
    Pod another = created();
    status(another, ended(LastWords.of(SUSPECT)), nothing());
    ask(SUSPECT, pod);
    ask(SUCCESSOR, another);
    awaitAsked();
    assertThat(proven).isEmpty();
    deaths.check(pod);
    awaitSaid("knows no Pod " + pod);
  }

  @Test
  void withoutTheRuleItSaysWhichIsMissing() {
    Pod pod = created();
    deaths.check(pod);
    await().until(() -> calls.get() > 0);
    admin
        .client()
        .rbac()
        .roles()
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(role -> {
          role.getRules().removeIf(rule -> rule.getResources().contains("pods"));
          admin.client().resource(role).update();
        });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          deaths.check(pod);
          assertThat(said("a watcher needs get on pods in the namespace " + namespace)).isTrue();
        });
  }

  private void awaitSaid(String words) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(said(words)).as(words).isTrue());
  }

  private boolean said(String words) {
    synchronized (log) {
      return List.copyOf(log.list).stream()
          .anyMatch(event -> event.getFormattedMessage().contains(words));
    }
  }
}
