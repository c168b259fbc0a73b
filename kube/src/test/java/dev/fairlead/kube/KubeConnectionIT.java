package dev.fairlead.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealControlPlane
class KubeConnectionIT {

  @TempDir Path directory;

  private Path kubeconfig(String server, String tls, String user) throws IOException {
    return Files.writeString(
        directory.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        current-context: here
        clusters: [{name: c, cluster: {server: "%s"%s}}]
        users: [{name: u, user: {%s}}]
        contexts: [{name: here, context: {cluster: c, user: u}}, {name: there, context: {cluster: c, user: u}}]
        """
            .formatted(server, tls, user));
  }

  private Path kubeconfig(ControlPlane plane, String user) throws IOException {
    return kubeconfig(
        plane.server().toString(), ", certificate-authority: \"" + plane.authority() + "\"", user);
  }

  private static ConnectionFailure failure(ConnectionSettings settings) {
    ConnectionException thrown =
        catchThrowableOfType(ConnectionException.class, () -> KubeConnection.open(settings));
    assertThat(thrown).isNotNull();
    assertThat(thrown.getMessage()).doesNotContain("\n").isEqualTo(thrown.failure().message());
    return thrown.failure();
  }

  private static ConnectionSettings by(Path kubeconfig) {
    return ConnectionSettings.auto().withKubeconfig(kubeconfig);
  }

  @Test
  void opensAndKnowsTheServer(ControlPlane plane) throws Exception {
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      assertThat(cluster.connection().serverVersion().isAtLeast(1, 30)).isTrue();
      assertThat(cluster.connection().clusterId()).isPresent();
      assertThat(cluster.connection().address().toString()).startsWith(plane.server().toString());
    }
  }

  @Test
  void theTypedClientWatchesByWebSocket(ControlPlane plane) throws Exception {
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      BlockingQueue<String> seen = new LinkedBlockingQueue<>();
      var configMaps =
          cluster.connection().client().configMaps().inNamespace("default").withName("spoken");
      Watch watch =
          configMaps.watch(
              new Watcher<>() {
                @Override
                public void eventReceived(Action action, ConfigMap object) {
                  seen.add(action + " " + object.getData());
                }

                @Override
                public void onClose(WatcherException failure) {
                  seen.add(String.valueOf(failure));
                }
              });
      configMaps.patch(
          PatchContext.of(PatchType.SERVER_SIDE_APPLY),
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName("spoken")
              .endMetadata()
              .addToData("a", "b".repeat(100_000))
              .build());
      assertThat(seen.poll(20, TimeUnit.SECONDS)).startsWith("ADDED {a=bbb");
      configMaps.delete();
      assertThat(seen.poll(20, TimeUnit.SECONDS)).startsWith("DELETED");
      watch.close();
      assertThat(cluster.calls()).anyMatch(call -> call.code() == 101);
    }
  }

  @Test
  void tokenFilesGiveCredentialsThatMayRotate(ControlPlane plane) throws Exception {
    Path token = Files.writeString(directory.resolve("token"), plane.adminToken());
    try (var byFile = KubeConnection.open(by(kubeconfig(plane, "tokenFile: \"" + token + "\"")))) {
      assertThat(byFile.clusterId()).isPresent();
      Files.writeString(token, "rotated");
      assertThat(byFile.clusterId()).isEmpty();
      Files.writeString(token, plane.adminToken() + "\n");
      assertThat(byFile.clusterId()).isPresent();
    }
    assertThat(failure(by(kubeconfig(plane, "tokenFile: absent"))).message())
        .contains("absent (no such file)");
  }

  @Test
  void execPluginsGiveCredentialsAndAreAskedAgainWhenTheyExpire(ControlPlane plane)
      throws Exception {
    Path plugin =
        Files.writeString(
            directory.resolve("plugin"),
            """
            #!/bin/sh
            token=expired
            test -e %1$s && token=%2$s
            touch %1$s
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$token'"}}'
            """
                .formatted(directory.resolve("asked"), plane.adminToken()));
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    try (var byPlugin =
        KubeConnection.open(
            by(
                kubeconfig(
                    plane,
                    "exec: {apiVersion: client.authentication.k8s.io/v1, command: \""
                        + plugin
                        + "\", interactiveMode: Never}")))) {
      assertThat(byPlugin.clusterId()).isPresent();
    }
  }

  @Test
  void badCredentialsAreUnauthorised(ControlPlane plane) throws Exception {
    assertThat(failure(by(kubeconfig(plane, "token: wrong"))))
        .isInstanceOf(ConnectionFailure.Unauthorised.class);
  }

  @Test
  void aServerThatIsNotTrustedIsUnreachable(ControlPlane plane) throws Exception {
    assertThat(failure(by(kubeconfig(plane.server().toString(), "", "token: x"))))
        .asInstanceOf(type(ConnectionFailure.Unreachable.class))
        .satisfies(failure -> assertThat(failure.message()).contains("TLS"));
  }

  @Test
  void contextsAreNamedWhenOneIsMissing(ControlPlane plane) throws Exception {
    Path config = kubeconfig(plane, "token: x");
    assertThat(failure(by(config).withContext("nowhere")).message())
        .isEqualTo("the kubeconfig has no context 'nowhere'; it has: here, there");
    Path token = kubeconfig(plane, "token: \"" + plane.adminToken() + "\"");
    try (var there = KubeConnection.open(by(token).withContext("there"))) {
      assertThat(there.clusterId()).isPresent();
    }
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws Exception {
    assertThat(failure(by(directory.resolve("absent"))).message())
        .contains("absent (no such file)");
    Path nonsense = Files.writeString(directory.resolve("nonsense"), "{ not: [yaml");
    assertThat(failure(by(nonsense))).isInstanceOf(ConnectionFailure.Unreadable.class);
    Path empty = Files.writeString(directory.resolve("empty"), "");
    assertThat(failure(by(empty))).isInstanceOf(ConnectionFailure.Unreadable.class);
  }

  @Test
  void nobodyAtTheAddressIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(failure(by(kubeconfig("http://127.0.0.1:" + port, "", "token: x"))))
        .asInstanceOf(type(ConnectionFailure.Unreachable.class))
        .satisfies(failure -> assertThat(failure.cause()).isEqualTo("connection refused"));
    assertThat(failure(by(kubeconfig("http://host.invalid:1", "", "token: x"))))
        .asInstanceOf(type(ConnectionFailure.Unreachable.class))
        .satisfies(failure -> assertThat(failure.cause()).isEqualTo("the host name is unknown"));
  }

  @Test
  void anotherServerIsForeign() throws Exception {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] code = {200};
    web.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code[0], page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    web.start();
    try {
      String address = "http://127.0.0.1:" + web.getAddress().getPort();
      Path config = kubeconfig(address, "", "token: x");
      assertThat(failure(by(config))).isInstanceOf(ConnectionFailure.Foreign.class);
      code[0] = 404;
      assertThat(failure(by(config))).isInstanceOf(ConnectionFailure.Foreign.class);
    } finally {
      web.stop(0);
    }
  }
}
