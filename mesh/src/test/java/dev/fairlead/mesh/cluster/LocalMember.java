package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A member on the loopback interface that answers what is sent to {@code echo.NAME}. It is whatever
 * its options make it, each written {@code key=value}: name, mesh, speaks, understands, host, hosts
 * (as in the file of that name on its machine), clusterPort, busPort, join, serviceDns.
 */
record LocalMember(Cluster cluster, Vertx vertx) implements AutoCloseable {

  static LocalMember start(String... words) throws ClusterFailure {
    Map<String, String> options =
        Stream.of(words)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Member self =
        new Member(
            new Incarnation(options.getOrDefault("name", "nobody")),
            Set.of(Role.RECONCILER),
            options.getOrDefault("mesh", "harbour"),
            "1.2.3",
            new ProtocolLevel(number(options, "speaks", 1), number(options, "understands", 1)),
            options.getOrDefault("host", "127.0.0.1"),
            number(options, "clusterPort", 0),
            number(options, "busPort", 0),
            false,
            Optional.empty());
    List<Endpoint> join =
        Arrays.stream(options.getOrDefault("join", "").split(",", -1))
            .filter(text -> !text.isEmpty())
            .map(Endpoint::parse)
            .toList();
    Cluster cluster =
        new Cluster(
            self,
            new ClusterSettings(
                self.roles(),
                join,
                Optional.ofNullable(options.get("serviceDns")),
                Optional.of(self.host()),
                self.busPort(),
                self.clusterPort(),
                Sidecar.AUTO,
                Optional.ofNullable(options.get("tls")).map(Path::of).map(LocalMember::tls)));
    VertxOptions vertxOptions = new VertxOptions().setEventLoopPoolSize(2);
    Optional.ofNullable(options.get("hosts"))
        .map(Buffer::buffer)
        .ifPresent(vertxOptions.getAddressResolverOptions()::setHostsValue);
    cluster.configure(vertxOptions);
    Vertx vertx = cluster.open(Vertx.builder().with(vertxOptions));
    String name = self.incarnation().id();
    vertx
        .eventBus()
        .<String>consumer("echo." + name, message -> message.reply(name + " " + message.body()));
    return new LocalMember(cluster, vertx);
  }

  private static TlsSettings tls(Path directory) {
    return new TlsSettings(
        directory.resolve("tls.crt"), directory.resolve("tls.key"), directory.resolve("ca.crt"));
  }

  private static int number(Map<String, String> options, String key, int otherwise) {
    return Integer.parseInt(options.getOrDefault(key, Integer.toString(otherwise)));
  }

  String name() {
    return cluster.self().incarnation().id();
  }

  String endpoint() {
    return cluster.self().endpoint().toString();
  }

  EventBus bus() {
    return vertx.eventBus();
  }

  /** What the other answers, or why it does not. */
  String ask(String other, String question) {
    try {
      return vertx
          .eventBus()
          .<String>request("echo." + other, question, new DeliveryOptions().setSendTimeout(2_000))
          .map(reply -> "ANSWER " + reply.body())
          .otherwise(failure -> "NO ANSWER " + failure.getMessage())
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  List<String> others() {
    return cluster.others().stream().map(member -> member.incarnation().id()).toList();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(8, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
