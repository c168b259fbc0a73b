package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.launcher.Fairlead;
import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.SourceAddress;
import dev.fairlead.launcher.source.Access;
import dev.fairlead.launcher.source.Pace;
import dev.fairlead.launcher.source.SourceFailure;
import dev.fairlead.launcher.source.Sources;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A configuration in a ConfigMap that is followed through the real API server. */
@RealControlPlane
class ConfigMapSourceIT {

  private static final String NAMESPACE = "fairlead-system";
  private static final String SOURCE = "kubernetes:fairlead-system/settings";
  private static final Pace PACE = new Pace(Duration.ofMillis(20), Duration.ofSeconds(30));
  private static final Pace AT_ONCE = new Pace(Duration.ofMillis(20), Duration.ZERO);

  @Test
  void itIsFollowedWithTheRoleThatRbacPrintsAndNoOther(ControlPlane plane) throws Exception {
    try (KubernetesClient client = client(plane.kubeconfig())) {
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
          .serverSideApply();
      Path account = plane.kubeconfigFor(NAMESPACE, "fairlead-watcher");
      write(client, "logging: {level: WARN}");
      assertThatThrownBy(() -> open(account, AT_ONCE))
          .isInstanceOf(SourceFailure.class)
          .hasMessageStartingWith(SOURCE + ": may not be followed")
          .hasMessageContaining("./fairlead rbac --config");

      client
          .load(new ByteArrayInputStream(rbac().getBytes(StandardCharsets.UTF_8)))
          .resources()
          .forEach(object -> object.forceConflicts().serverSideApply());

      // The authorizer hears of a new binding a moment later: that is waited for.
      Sources sources = open(account, PACE);
      AtomicReference<Level> level = new AtomicReference<>();
      AtomicInteger refused = new AtomicInteger();
      try (LiveConfiguration live =
          LiveConfiguration.of(
              sources,
              () ->
                  ConfigurationReader.read(
                      Optional.empty(), sources.texts(), Map.of(), List.of()))) {
        live.tell(listener(level, refused));

        write(client, "logging: {level: DEBUG}");
        eventually().until(() -> level.get() == Level.DEBUG);

        write(client, "logging: {lev");
        eventually().until(() -> refused.get() == 1);
        client.configMaps().inNamespace(NAMESPACE).withName("settings").delete();
        assertThat(level.get()).isEqualTo(Level.DEBUG);

        write(client, "logging: {level: ERROR}");
        eventually().until(() -> level.get() == Level.ERROR);
      }
    }
  }

  private static Sources open(Path kubeconfig, Pace pace)
      throws SourceFailure, InterruptedException {
    return Sources.open(
        Optional.empty(),
        List.of(SourceAddress.parse(SOURCE).orElseThrow()),
        new Access(Optional.of(kubeconfig), Optional.empty(), Map.of()),
        pace);
  }

  private static LiveConfiguration.Listener listener(
      AtomicReference<Level> level, AtomicInteger refused) {
    return new LiveConfiguration.Listener() {
      @Override
      public void changed(LiveConfiguration.Change change) {
        level.set(change.configuration().logging().level());
      }

      @Override
      public void refused(List<String> problems) {
        refused.incrementAndGet();
      }
    };
  }

  private static String rbac() {
    StringWriter out = new StringWriter();
    int code =
        Fairlead.execute(
            new String[] {"rbac", "--config", SOURCE},
            new PrintWriter(out),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            new MemcachedReconciler());
    assertThat(code).isZero();
    return out.toString();
  }

  private static void write(KubernetesClient client, String text) {
    client
        .configMaps()
        .inNamespace(NAMESPACE)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .endMetadata()
                .withData(Map.of("fairlead.yaml", text))
                .build())
        .serverSideApply();
  }

  private static KubernetesClient client(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }
}
