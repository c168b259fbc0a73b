package dev.fairlead.kube;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds fabric8's configuration by the settings, and says in one line what is missing. */
final class ClientConfiguration {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 30_000;

  private ClientConfiguration() {}

  static Config find(ConnectionSettings settings) throws ConnectionException {
    Optional<Path> file = settings.kubeconfig().or(ClientConfiguration::environmentFile);
    Config found =
        file.isPresent() ? read(file.get(), settings.context()) : inCluster(settings.context());
    return new ConfigBuilder(found)
        .withUserAgent(settings.userAgent())
        .withConnectionTimeout(CONNECT_MILLIS)
        .withRequestTimeout(REQUEST_MILLIS)
        // A write that is repeated would be decided on an older state; the callers back off.
        .withRequestRetryBackoffLimit(0)
        // Over HTTP/1.1 each watch has its own connection: one that is slow holds up no write, and
        // closing it is seen by the server at once.
        .withHttp2Disable(true)
        .build();
  }

  private static Optional<Path> environmentFile() {
    return Config.getKubeconfigFilenames().stream().map(Path::of).filter(Files::exists).findFirst();
  }

  private static Config inCluster(Optional<String> context) throws ConnectionException {
    if (context.isPresent()) {
      throw new ConnectionException(new ConnectionFailure.NoSuchContext(context.get(), List.of()));
    }
    if (System.getenv("KUBERNETES_SERVICE_HOST") == null
        && System.getProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY) == null) {
      throw new ConnectionException(new ConnectionFailure.NoConfiguration());
    }
    return Config.autoConfigure(null);
  }

  private static Config read(Path file, Optional<String> context) throws ConnectionException {
    io.fabric8.kubernetes.api.model.Config parsed = parse(file);
    List<String> contexts = parsed.getContexts().stream().map(NamedContext::getName).toList();
    String name = context.or(() -> Optional.ofNullable(parsed.getCurrentContext())).orElse("");
    if (!contexts.contains(name)) {
      throw new ConnectionException(new ConnectionFailure.NoSuchContext(name, contexts));
    }
    try {
      Config found = Config.fromKubeconfig(name, file.toFile());
      Optional<Path> tokenFile = tokenFile(parsed, name, file);
      if (tokenFile.isPresent()) {
        found.setOauthTokenProvider(TokenFile.read(tokenFile.get()));
      }
      return found;
    } catch (KubernetesClientException unusable) {
      throw new ConnectionException(new ConnectionFailure.Unreadable(file, firstLine(unusable)));
    }
  }

  /** The {@code tokenFile} of the context's user, which fabric8 passes over. */
  private static Optional<Path> tokenFile(
      io.fabric8.kubernetes.api.model.Config parsed, String context, Path kubeconfig) {
    return parsed.getContexts().stream()
        .filter(one -> one.getName().equals(context))
        .map(one -> one.getContext().getUser())
        .flatMap(user -> parsed.getUsers().stream().filter(one -> one.getName().equals(user)))
        .map(user -> user.getUser() == null ? null : user.getUser().getTokenFile())
        .filter(file -> file != null && !file.isEmpty())
        .findFirst()
        .map(kubeconfig.toAbsolutePath()::resolveSibling);
  }

  private static io.fabric8.kubernetes.api.model.Config parse(Path file)
      throws ConnectionException {
    if (!Files.isRegularFile(file)) {
      throw new ConnectionException(new ConnectionFailure.Unreadable(file, "no such file"));
    }
    try {
      var parsed =
          Serialization.unmarshal(
              Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
      if (parsed != null) {
        return parsed;
      }
      throw new ConnectionException(new ConnectionFailure.Unreadable(file, "it is empty"));
    } catch (IOException | KubernetesClientException | IllegalArgumentException unreadable) {
      throw new ConnectionException(new ConnectionFailure.Unreadable(file, firstLine(unreadable)));
    }
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
