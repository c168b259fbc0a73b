package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.GatewayClient;
import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.process.FairleadProcess;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.launcher.process.StartFailure;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxException;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A sandbox and a process with all roles that works on it, from their start to their end. */
record TestMesh(
    Sandbox sandbox,
    FairleadProcess process,
    KubernetesClient client,
    TestClock clock,
    List<ControllerDefinition<?>> definitions,
    GatewayClient gateway)
    implements AutoCloseable {

  static TestMesh start(List<Reconciler<?>> reconcilers) {
    List<ControllerDefinition<?>> definitions = new ArrayList<>();
    reconcilers.forEach(it -> definitions.add(ControllerDefinition.of(it)));
    try {
      return start(Sandbox.start(SandboxOptions.defaults()), definitions);
    } catch (SandboxException | StartFailure | IOException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a test cluster started", interrupted);
    }
  }

  private static TestMesh start(Sandbox sandbox, List<ControllerDefinition<?>> definitions)
      throws StartFailure, IOException, InterruptedException {
    TestTime time = new TestTime(sandbox.clock());
    Path kubeconfig = Files.createTempFile("fairlead-test", ".kubeconfig");
    try {
      sandbox.writeKubeconfig(kubeconfig);
      FairleadProcess process = FairleadProcess.start(settings(kubeconfig), definitions, time);
      TestMesh mesh =
          new TestMesh(
              sandbox,
              process,
              new KubernetesClientBuilder()
                  .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                  .build(),
              new TestClock(sandbox.clock(), time, process::running),
              definitions,
              new GatewayClient(process.gateway().orElseThrow(), Optional.empty()));
      String ready =
          Waiting.until(
              () -> Optional.of("ready").filter(_ -> process.waitingFor().isEmpty()),
              () -> "the mesh did not get ready: " + process.waitingFor());
      assert !ready.isEmpty();
      return mesh;
    } catch (StartFailure | IOException | InterruptedException | RuntimeException | Error failure) {
      sandbox.close();
      throw failure;
    } finally {
      Files.deleteIfExists(kubeconfig);
    }
  }

  private static ProcessSettings settings(Path kubeconfig) {
    return new ProcessSettings(
        "test",
        Configuration.DEFAULTS.onCluster(kubeconfig).withGatewayPort(0).withAnonymousGateway(),
        OptionalInt.empty(),
        /* installCrds= */ true,
        /* samples= */ false,
        EnumSet.allOf(Role.class),
        MeshSettings.ALONE);
  }

  /** The controller whose primary the type is. */
  Optional<String> controllerOf(Class<? extends HasMetadata> type) {
    return definitions.stream()
        .filter(it -> it.primaryType() == type)
        .map(ControllerDefinition::name)
        .findFirst();
  }

  /** What is under way, in words; empty if nothing is. */
  String busy() {
    try {
      JsonNode controllers = gateway.get("/api/v1/controllers").path("items");
      return StreamSupport.stream(controllers.spliterator(), false)
          .flatMap(TestMesh::busy)
          .collect(Collectors.joining(", "));
    } catch (GatewayFailure unreachable) {
      return String.valueOf(unreachable.getMessage());
    }
  }

  private static Stream<String> busy(JsonNode controller) {
    return Stream.of("due", "running", "held")
        .filter(phase -> controller.path(phase).asInt(1) > 0)
        .map(phase ->
            "%s has %d %s"
                .formatted(
                    controller.path("name").asText(), controller.path(phase).asInt(), phase));
  }

  @Override
  public void close() {
    client.close();
    process.close();
    sandbox.close();
  }
}
