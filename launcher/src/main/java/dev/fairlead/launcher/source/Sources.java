package dev.fairlead.launcher.source;

import dev.fairlead.launcher.config.Changes;
import dev.fairlead.launcher.config.SourceAddress;
import dev.fairlead.launcher.config.YamlText;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The file and the further sources, followed by a retriever of vertx-config on one small event loop
 * of its own: the configuration is there before the process is. Thread-safe; opening and closing
 * block.
 */
public final class Sources implements Changes {

  private final List<SourceAddress> addresses;
  private final Vertx vertx;
  private final ConfigRetriever retriever;
  private JsonObject seen = new JsonObject();

  /** What has changed since it was asked for; empty if nothing has. */
  private String unread = "";

  private Optional<Consumer<String>> follower = Optional.empty();

  private Sources(List<SourceAddress> addresses, Vertx vertx, ConfigRetriever retriever) {
    this.addresses = List.copyOf(addresses);
    this.vertx = vertx;
    this.retriever = retriever;
  }

  /**
   * Opens the file and the sources, and waits until each has given its text.
   *
   * @param file if there is one; one that is not there is waited for
   * @throws SourceFailure if one gives nothing in the time that it has
   */
  public static Sources open(
      Optional<Path> file, List<SourceAddress> addresses, Access access, Pace pace)
      throws SourceFailure, InterruptedException {
    List<ConfigStoreOptions> stores = new ArrayList<>();
    file.ifPresent(it -> stores.add(FollowedStoreFactory.file(it, pace)));
    addresses.forEach(it -> stores.add(FollowedStoreFactory.source(it, access, pace)));
    Vertx vertx = Vertx.vertx(small());
    ConfigRetriever retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setStores(stores)
                // Looked at below: a scan of its own would also be made before all is there.
                .setScanPeriod(0));
    Sources sources = new Sources(addresses, vertx, retriever);
    try {
      return retriever
          .getConfig()
          .map(begin -> sources.begun(begin, pace))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } catch (ExecutionException missing) {
      sources.close();
      Throwable cause = Objects.requireNonNullElse(missing.getCause(), missing);
      throw new SourceFailure(String.valueOf(cause.getMessage()));
    } catch (InterruptedException interrupted) {
      sources.close();
      throw interrupted;
    }
  }

  /** Opens a file alone. */
  public static Sources of(Path file, Pace pace) throws SourceFailure, InterruptedException {
    Access none = new Access(Optional.empty(), Optional.empty(), Map.of());
    return open(Optional.of(file), List.of(), none, pace);
  }

  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setPreferNativeTransport(false)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  /** From now on every store has a text at hand, so that looking costs nothing and never fails. */
  private synchronized Sources begun(JsonObject begin, Pace pace) {
    seen = begin;
    vertx.setPeriodic(pace.look().toMillis(), _ -> retriever.getConfig().onSuccess(this::looked));
    return this;
  }

  /** What the further sources say, in their order; the file is left to whoever reads it. */
  public synchronized List<YamlText> texts() {
    unread = "";
    return addresses.stream()
        .map(SourceAddress::text)
        .map(name -> new YamlText(name, seen.getString(name)))
        .toList();
  }

  /** Takes what is new, on the event loop of the retriever. */
  private synchronized void looked(JsonObject now) {
    if (!now.equals(seen)) {
      unread =
          now.fieldNames().stream()
              .filter(name -> !Objects.equals(now.getValue(name), seen.getValue(name)))
              .collect(Collectors.joining(", "));
      seen = now;
      tell();
    }
  }

  /** Elsewhere, since reading blocks. */
  private void tell() {
    if (follower.isPresent() && !unread.isEmpty()) {
      String what = unread;
      Consumer<String> told = follower.get();
      Thread.ofVirtual().name("configuration").start(() -> told.accept(what));
    }
  }

  @Override
  public synchronized void follow(Consumer<String> changed) {
    follower = Optional.of(changed);
    tell();
  }

  @Override
  public void close() {
    synchronized (this) {
      follower = Optional.empty();
    }
    retriever.close();
    vertx.close();
  }
}
