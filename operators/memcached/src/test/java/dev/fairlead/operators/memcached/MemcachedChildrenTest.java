package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each setting makes of the children. */
class MemcachedChildrenTest {

  private final MemcachedReconciler reconciler = new MemcachedReconciler();

  @Test
  void withoutSettingsThereIsADeploymentAlone() {
    Desired desired = desired("image: memcached:1.6");

    assertThat(desired.children()).singleElement().isInstanceOf(Deployment.class);
    assertThat(container(desired).getArgs()).containsExactly("--memory-limit=64");
    assertThat(pod(desired).getAffinity()).isNull();
  }

  @Test
  void aServiceIsHeadlessAndNamesItsPort() {
    Service service = child(desired("service: {}"), Service.class);

    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(service.getSpec().getPorts())
        .singleElement()
        .satisfies(port -> {
          assertThat(port.getName()).isEqualTo("memcached");
          assertThat(port.getPort()).isEqualTo(11_211);
          assertThat(port.getAppProtocol()).isEqualTo("tcp");
        });
    assertThat(service.getSpec().getSelector())
        .containsEntry("app.kubernetes.io/instance", "cache");
  }

  @Test
  void aServiceWithAnAddressTakesAnyPort() {
    Service service = child(desired("service: {headless: false, port: 80}"), Service.class);

    assertThat(service.getSpec().getClusterIP()).isNull();
    assertThat(service.getSpec().getPorts().getFirst().getPort()).isEqualTo(80);
    assertThat(service.getSpec().getPorts().getFirst().getTargetPort())
        .isEqualTo(new IntOrString("memcached"));
  }

  @Test
  void aBudgetLetsOneReplicaGoUnlessItSaysOtherwise() {
    PodDisruptionBudget usual = child(desired("disruptionBudget: {}"), PodDisruptionBudget.class);
    assertThat(usual.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
    assertThat(usual.getSpec().getSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/instance", "cache");

    PodDisruptionBudget half =
        child(desired("disruptionBudget: {minAvailable: 50%}"), PodDisruptionBudget.class);
    assertThat(half.getSpec().getMinAvailable()).isEqualTo(new IntOrString("50%"));
    assertThat(half.getSpec().getMaxUnavailable()).isNull();
  }

  @Test
  void optionsBecomeArgumentsAndMemoryIsRequestedWithRoomForMore() {
    Container container =
        container(
            desired(
                "options: {memoryMebibytes: 1024, maxConnections: 100, threads: 8, extraArguments: [--disable-cas]}"));

    assertThat(container.getArgs())
        .containsExactly("--memory-limit=1024", "--conn-limit=100", "--threads=8", "--disable-cas");
    assertThat(container.getResources().getRequests())
        .containsEntry("memory", new Quantity("1152Mi"));
    assertThat(container.getResources().getLimits())
        .containsEntry("memory", new Quantity("1280Mi"));
  }

  @Test
  void resourcesTakeThePlaceOfWhatTheMemoryWouldTake() {
    Container container = container(desired("resources: {requests: {cpu: 1, memory: 256Mi}}"));

    assertThat(container.getResources().getRequests())
        .containsEntry("cpu", new Quantity("1"))
        .containsEntry("memory", new Quantity("256Mi"));
    assertThat(container.getResources().getLimits()).isEmpty();
  }

  @Test
  void replicasKeepOffEachOthersNodes() {
    var preferred = pod(desired("antiAffinity: Preferred")).getAffinity().getPodAntiAffinity();
    assertThat(preferred.getRequiredDuringSchedulingIgnoredDuringExecution()).isEmpty();
    assertThat(preferred.getPreferredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(it ->
            assertThat(it.getPodAffinityTerm().getTopologyKey())
                .isEqualTo("kubernetes.io/hostname"));

    var required = pod(desired("antiAffinity: Required")).getAffinity().getPodAntiAffinity();
    assertThat(required.getPreferredDuringSchedulingIgnoredDuringExecution()).isEmpty();
    assertThat(required.getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(it ->
            assertThat(it.getLabelSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/instance", "cache"));
  }

  @Test
  void whileReplicasAreReplacedNoneIsMissing() {
    var rolling =
        child(desired("antiAffinity: Required"), Deployment.class)
            .getSpec()
            .getStrategy()
            .getRollingUpdate();

    assertThat(rolling.getMaxUnavailable()).isEqualTo(new IntOrString(0));
  }

  @Test
  void theZoneOfTheSpecIsPreferred() {
    Desired desired = desired("zonePreference: eu-1a");

    assertThat(zone(desired)).contains("eu-1a");
    assertThat(status(desired).zonePreference()).isEqualTo("eu-1a");
  }

  @Test
  void theZoneThatARequestWishesForStaysWhenItsAttemptIsOver() {
    Memcached cache = MistakeTest.memcached("cache", "image: memcached:1.6");

    Desired asked = desired(Observed.of(cache), TestContext.of(cache).zonePreference("eu-1b"));
    assertThat(zone(asked)).contains("eu-1b");

    Observed<Memcached> later = Observed.of(cache).withChild(child(asked, Deployment.class));
    assertThat(zone(desired(later, TestContext.of(cache)))).contains("eu-1b");
    assertThat(zone(desired(later, TestContext.of(cache).zonePreference("eu-1c"))))
        .contains("eu-1c");
    assertThat(zone(desired(later, TestContext.of(cache).zonePreference("no zone"))))
        .as("what is no zone is not taken for one")
        .contains("eu-1b");
  }

  @Test
  void theZoneOfTheSpecIsAboveThatOfARequestAndForgetsIt() {
    Memcached cache = MistakeTest.memcached("cache", "zonePreference: eu-1a");

    Desired desired = desired(Observed.of(cache), TestContext.of(cache).zonePreference("eu-1b"));

    assertThat(zone(desired)).contains("eu-1a");
    assertThat(child(desired, Deployment.class).getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @Test
  void theVersionIsToldOnceAllReplicasRunIt() {
    Memcached cache = MistakeTest.memcached("cache", "image: memcached:1.6.39");
    cache.setStatus(MemcachedStatus.ready(2).version("1.6.38"));

    assertThat(status(desired(Observed.of(cache), TestContext.of(cache))).version())
        .isEqualTo("1.6.38");
    assertThat(ImageVersion.of("registry.example.com:5000/memcached")).isEqualTo("latest");
    assertThat(ImageVersion.of("registry.example.com:5000/memcached:1.6@sha256:ab"))
        .isEqualTo("1.6");
    assertThat(ImageVersion.of("memcached@sha256:ab")).isEqualTo("sha256:ab");
  }

  private Desired desired(String spec) {
    Memcached cache = MistakeTest.memcached("cache", spec);
    return desired(Observed.of(cache), TestContext.of(cache));
  }

  /** What is desired, which Fairlead has to find sound. */
  private Desired desired(Observed<Memcached> observed, TestContext context) {
    Desired desired = (Desired) reconciler.reconcile(observed, context);
    assertThat(ControllerDefinition.of(reconciler).problems(observed.primary(), desired)).isEmpty();
    return desired;
  }

  private static <T extends HasMetadata> T child(Desired desired, Class<T> type) {
    return desired.children().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static PodSpec pod(Desired desired) {
    return child(desired, Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container container(Desired desired) {
    return pod(desired).getContainers().getFirst();
  }

  private static Optional<String> zone(Desired desired) {
    return Optional.ofNullable(pod(desired).getAffinity())
        .map(it -> it.getNodeAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
        .map(it -> it.getFirst().getPreference().getMatchExpressions().getFirst())
        .filter(it -> it.getKey().equals("topology.kubernetes.io/zone"))
        .map(it -> it.getValues().getFirst());
  }

  private static MemcachedStatus status(Desired desired) {
    return (MemcachedStatus) desired.report().status().orElseThrow();
  }
}
