package dev.fairlead.acceptance;

import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.behaviour.BehaviourOptions;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sandbox with garbage collection and namespaces, whose Deployments nobody makes ready: as the
 * control plane of the tests is.
 */
record SandboxServer(Sandbox sandbox, Path directory) implements ApiServer {

  static SandboxServer start() throws IOException {
    Path directory = Files.createTempDirectory("fairlead-acceptance.");
    Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withTls()
                .withBehaviour(BehaviourOptions.DEFAULTS.without(BehaviourOptions.Part.WORKLOADS))
                .withAuditLog(directory.resolve("audit.log")));
    SandboxServer server = new SandboxServer(sandbox, directory);
    sandbox.writeKubeconfig(server.kubeconfig());
    return server;
  }

  @Override
  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  @Override
  public Path kubeconfigFor(String namespace, String serviceAccount) {
    Path file = directory.resolve(namespace + "." + serviceAccount);
    try (KubernetesClient admin = new KubernetesClientBuilder().withConfig(config()).build()) {
      var account =
          admin
              .serviceAccounts()
              .inNamespace(namespace)
              .resource(
                  new ServiceAccountBuilder()
                      .withNewMetadata()
                      .withName(serviceAccount)
                      .withNamespace(namespace)
                      .endMetadata()
                      .build());
      account.serverSideApply();
      TokenRequest token =
          account.tokenRequest(
              new TokenRequestBuilder()
                  .withNewSpec()
                  .withExpirationSeconds(86_400L)
                  .endSpec()
                  .build());
      String text =
          Files.readString(kubeconfig())
              .replace(sandbox.adminToken(), token.getStatus().getToken());
      return Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Config config() {
    return Config.fromKubeconfig(kubeconfig().toFile());
  }

  @Override
  public Path auditLog() {
    return directory.resolve("audit.log");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
