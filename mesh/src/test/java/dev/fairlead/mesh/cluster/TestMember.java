package dev.fairlead.mesh.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process of a mesh that does what it is told on its standard input, line by line, and tells on
 * its standard output what happens to it. See {@link MemberJvm}.
 */
final class TestMember {

  private final Cluster cluster;
  private final Vertx vertx;
  private final EventBus bus;
  private final String name;

  private TestMember(Map<String, String> options) throws ClusterFailure {
    name = options.getOrDefault("incarnation", "nobody");
    Member self =
        new Member(
            new Incarnation(name),
            Set.of(Role.RECONCILER),
            options.getOrDefault("mesh", "harbour"),
            "1.2.3",
            new ProtocolLevel(number(options, "speaks", 1), number(options, "understands", 1)),
            "127.0.0.1",
            number(options, "clusterPort", 0),
            number(options, "busPort", 0),
            options.containsKey("sidecar"));
    List<Endpoint> join =
        Arrays.stream(options.getOrDefault("join", "").split(","))
            .filter(text -> !text.isEmpty())
            .map(Endpoint::parse)
            .toList();
    cluster =
        new Cluster(
            self,
            new ClusterSettings(
                self.roles(),
                join,
                Optional.ofNullable(options.get("serviceDns")),
                Optional.of(self.host()),
                self.busPort(),
                self.clusterPort(),
                Sidecar.FALSE));
    VertxOptions vertxOptions = new VertxOptions().setEventLoopPoolSize(2);
    cluster.configure(vertxOptions);
    vertx = cluster.open(Vertx.builder().with(vertxOptions));
    bus = vertx.eventBus();
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options =
        Arrays.stream(args)
            .map(arg -> arg.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    TestMember member;
    try {
      member = new TestMember(options);
    } catch (ClusterFailure failure) {
      say("FAILURE " + failure.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(member::close));
    member.serve();
  }

  private static int number(Map<String, String> options, String key, int otherwise) {
    return Integer.parseInt(options.getOrDefault(key, Integer.toString(otherwise)));
  }

  private void serve() throws IOException {
    bus.<String>consumer("echo." + name, message -> message.reply(name + " " + message.body()));
    bus.<String>consumer("news", message -> say("NEWS " + message.body()));
    cluster.listen(
        vertx.getOrCreateContext(),
        event ->
            say(
                event.getClass().getSimpleName().toUpperCase(Locale.ROOT)
                    + " "
                    + event.member().incarnation()));
    say("READY " + cluster.self().clusterPort() + " " + cluster.self().busPort());
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        command(line.split(" ", 3));
      }
    }
    System.exit(0);
  }

  private void command(String[] words) {
    switch (words[0]) {
      case "ask" ->
          bus.<String>request(
                  "echo." + words[1], words[2], new DeliveryOptions().setSendTimeout(2_000))
              .onSuccess(reply -> say("ANSWER " + reply.body()))
              .onFailure(failure -> say("NO ANSWER " + failure.getMessage()));
      case "publish" -> bus.publish("news", words[1]);
      case "probe" ->
          cluster
              .probe()
              .ask(Doorbell.parse(words[1]), new Incarnation(words[2]))
              .onSuccess(finding -> say("FINDING " + finding));
      case "verdict" -> say("VERDICT " + cluster.standing().verdict());
      default -> say("WHAT? " + words[0]);
    }
  }

  private void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(8, TimeUnit.SECONDS);
    } catch (Exception failure) {
      say("NOT CLOSED " + failure);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
