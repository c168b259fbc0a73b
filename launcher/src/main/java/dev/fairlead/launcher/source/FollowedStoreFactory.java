package dev.fairlead.launcher.source;

import dev.fairlead.launcher.config.SourceAddress;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the stores that vertx-config is told of; it finds this class by its service file. */
public final class FollowedStoreFactory implements ConfigStoreFactory {

  private static final String TYPE = "fairlead";

  /** For the service loader. */
  public FollowedStoreFactory() {}

  @Override
  public String name() {
    return TYPE;
  }

  /** A store of the file, under the name of the file. */
  static ConfigStoreOptions file(Path file, Pace pace) {
    return options(file.toString(), pace, new JsonObject().put("file", file.toString()));
  }

  /** A store of a further source, under the text of its address. */
  static ConfigStoreOptions source(SourceAddress address, Access access, Pace pace) {
    JsonObject variables = new JsonObject();
    access.environment().entrySet().stream()
        .filter(it -> it.getKey().startsWith("CONSUL_") || it.getKey().startsWith("VAULT_"))
        .forEach(it -> variables.put(it.getKey(), it.getValue()));
    JsonObject config =
        new JsonObject().put("source", address.text()).put("environment", variables);
    access.kubeconfig().ifPresent(it -> config.put("kubeconfig", it.toString()));
    access.context().ifPresent(it -> config.put("context", it));
    return options(address.text(), pace, config);
  }

  private static ConfigStoreOptions options(String name, Pace pace, JsonObject config) {
    config
        .put("raw.key", name)
        .put("look", pace.look().toMillis())
        .put("patience", pace.patience().toMillis());
    return new ConfigStoreOptions().setType(TYPE).setFormat("raw").setConfig(config);
  }

  @Override
  public ConfigStore create(Vertx vertx, JsonObject config) {
    Duration look = Duration.ofMillis(config.getLong("look"));
    return new FollowedStore(
        config.getString("raw.key"),
        source(config, look),
        look,
        Duration.ofMillis(config.getLong("patience")));
  }

  private static Source source(JsonObject config, Duration look) {
    Optional<String> file = Optional.ofNullable(config.getString("file"));
    if (file.isPresent()) {
      return new FileSource(Path.of(file.get()), look);
    }
    Map<String, String> environment =
        config.getJsonObject("environment").stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> String.valueOf(it.getValue())));
    Access access =
        new Access(
            Optional.ofNullable(config.getString("kubeconfig")).map(Path::of),
            Optional.ofNullable(config.getString("context")),
            environment);
    String text = config.getString("source");
    return switch (SourceAddress.parse(text).orElseThrow()) {
      case SourceAddress.ConfigMap address -> new ConfigMapSource(address, access);
      case SourceAddress.Consul address -> ConsulSource.of(address, environment);
      case SourceAddress.Vault address -> VaultSource.of(address, environment, look);
    };
  }
}
