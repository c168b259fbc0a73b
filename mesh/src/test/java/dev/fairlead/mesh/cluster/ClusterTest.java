package dev.fairlead.mesh.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several members in one JVM, over real sockets. */
class ClusterTest {

  @RegisterExtension private final ClusterLog log = new ClusterLog();

  @Test
  void thoseWhoKnowOnlyAThirdMeet() throws Exception {
    try (LocalMember one = LocalMember.start("name=one");
        LocalMember two = LocalMember.start("name=two", "join=" + one.endpoint());
        LocalMember three = LocalMember.start("name=three", "join=" + one.endpoint())) {
      for (LocalMember member : List.of(one, two, three)) {
        await().until(() -> member.others().size() == 2);
      }
      assertThat(one.others()).containsExactly("three", "two");
      assertThat(two.ask("three", "hello")).isEqualTo("ANSWER three hello");
      assertThat(three.ask("two", "hello")).isEqualTo("ANSWER two hello");
      assertThat(one.cluster().standing().verdict()).isEqualTo(new Verdict(true, "joined 2"));
    }
  }

  @Test
  void listenersHearWhoIsThereAndThenWhatChanges() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (LocalMember one = LocalMember.start("name=one")) {
      try (LocalMember two = LocalMember.start("name=two", "join=" + one.endpoint())) {
        await().until(() -> !one.others().isEmpty() && !two.others().isEmpty());
        one.cluster()
            .listen(
                one.vertx().getOrCreateContext(),
                event ->
                    heard.add(
                        event.getClass().getSimpleName() + " " + event.member().incarnation()));
        await().until(() -> !heard.isEmpty());
      }
      await().until(() -> heard.size() == 2);
      assertThat(heard).containsExactly("Joined two", "Left two");
      assertThat(one.cluster().standing().verdict().ok()).isTrue();
    }
  }

  @Test
  void consumersThatComeAndGoAreKnownToOthers() throws Exception {
    try (LocalMember one = LocalMember.start("name=one");
        LocalMember two = LocalMember.start("name=two", "join=" + one.endpoint())) {
      await().until(() -> one.others().size() == 1 && two.others().size() == 1);
      var consumer =
          two.bus().<String>consumer("echo.late", message -> message.reply(message.body()));
      await().until(() -> one.ask("late", "hello").equals("ANSWER hello"));
      consumer.unregister();
      await().until(() -> one.ask("late", "hello").startsWith("NO ANSWER No handlers"));
    }
  }

  @Test
  void aProcessThatNamesItselfIsAloneAndWell() throws Exception {
    int free = freePort();
    try (LocalMember one =
        LocalMember.start("name=one", "clusterPort=" + free, "join=localhost:" + free)) {
      await().until(() -> one.cluster().standing() instanceof Standing.Alone);
      assertThat(one.cluster().standing().verdict().ok()).isTrue();
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void readinessTellsAloneFromJoinedAndWhy() throws Exception {
    int free = freePort();
    try (LocalMember one = LocalMember.start("name=one", "join=127.0.0.1:" + free)) {
      await().until(() -> verdict(one).message().contains("refused"));
      assertThat(verdict(one).ok()).isFalse();
      assertThat(verdict(one).message())
          .isEqualTo(
              ("alone, though others are named: 127.0.0.1:%d: refused the connection; start them,"
                      + " correct mesh.join and mesh.serviceDns, or name nobody there")
                  .formatted(free));
      try (LocalMember two = LocalMember.start("name=two", "clusterPort=" + free)) {
        await().until(() -> verdict(one).equals(new Verdict(true, "joined 1")));
        assertThat(two.others()).containsExactly("one");
      }
      await().until(() -> verdict(one).equals(new Verdict(true, "alone: all others are gone")));
    }
  }

  @Test
  void whoIsReadyKnowsAllWhoAreThere() throws Exception {
    try (LocalMember one = LocalMember.start("name=one");
        LocalMember two = LocalMember.start("name=two", "join=" + one.endpoint());
        LocalMember three = LocalMember.start("name=three", "join=" + two.endpoint())) {
      await().until(() -> one.others().size() == 2 && two.others().size() == 2);
      try (LocalMember four =
          LocalMember.start(
              "name=four",
              "join=%s,%s,%s".formatted(one.endpoint(), two.endpoint(), three.endpoint()))) {
        await().until(() -> verdict(four).ok());
        assertThat(four.others()).containsExactlyInAnyOrder("one", "two", "three");
      }
    }
  }

  private static Verdict verdict(LocalMember member) {
    return member.cluster().standing().verdict();
  }

  private static int freePort() throws ClusterFailure {
    try (LocalMember member = LocalMember.start()) {
      return member.cluster().self().clusterPort();
    }
  }

  @Test
  void membersAreFoundByTheNameOfTheService() throws Exception {
    int free = freePort();
    // On the loopback interface a name stands for one address, which only one process can have.
    try (LocalMember one =
        LocalMember.start("name=one", "clusterPort=" + free, "serviceDns=localhost")) {
      await().until(() -> one.cluster().standing() instanceof Standing.Alone);
    }
    try (LocalMember one =
        LocalMember.start("name=one", "clusterPort=" + free, "serviceDns=nobody.invalid")) {
      await().until(() -> verdict(one).message().contains("nobody.invalid: cannot be resolved"));
      assertThat(verdict(one).ok()).isFalse();
    }
  }

  @Test
  void anotherMeshIsRefusedAndBothSay() throws Exception {
    refused(
        "two at 127.0.0.1:%d belongs to the mesh 'quay' and one at 127.0.0.1:%d to 'harbour'; give"
            + " both the same mesh.name, or do not name one to the other",
        "name=two", "mesh=quay");
  }

  @Test
  void anIncompatibleLevelIsRefusedAndBothSay() throws Exception {
    refused(
        "two at 127.0.0.1:%d (version 1.2.3) speaks level 3 of the protocol and understands 2 and"
            + " above, one at 127.0.0.1:%d (version 1.2.3) speaks 1 and understands 1 and above;"
            + " run versions that follow one another",
        "name=two", "speaks=3", "understands=2");
  }

  @Test
  void anIncarnationIsRefusedASecondTimeAndBothSay() throws Exception {
    refused(
        "two processes call themselves one, at 127.0.0.1:%d and at 127.0.0.1:%d; an incarnation is"
            + " never used twice: start one of them again",
        "name=one");
  }

  /** As on two machines on which the same name stands for the machine itself. */
  @Test
  void anAddressIsRefusedASecondTimeAndBothSay() throws Exception {
    int port = freePort();
    String same = "clusterPort=" + port;
    try (LocalMember one =
            LocalMember.start("name=one", "host=ship.test", "hosts=127.0.0.1 ship.test", same);
        LocalMember two =
            LocalMember.start(
                "name=two",
                "host=ship.test",
                "hosts=127.0.0.2 ship.test",
                same,
                "join=127.0.0.1:" + port)) {
      awaitRefused(
          two,
          "two at ship.test:%1$d claims the address of one at ship.test:%1$d; give each its own mesh.host or mesh.clusterPort"
              .formatted(port));
      assertThat(one.others()).isEmpty();
    }
  }

  @Test
  void anAddressOfSomebodyElseIsRefusedByWhoeverKnowsHim() throws Exception {
    int port = freePort();
    String same = "clusterPort=" + port;
    String there = "hosts=127.0.0.2 ship.test";
    try (LocalMember one = LocalMember.start("name=one", there);
        LocalMember two =
            LocalMember.start(
                "name=two", "host=ship.test", there, same, "join=" + one.endpoint())) {
      await().until(() -> one.others().equals(List.of("two")));
      try (LocalMember three =
          LocalMember.start(
              "name=three",
              "host=ship.test",
              "hosts=127.0.0.3 ship.test",
              same,
              "join=" + one.endpoint())) {
        awaitRefused(
            three,
            "three at ship.test:%1$d claims the address of two at ship.test:%1$d, which is connected; give each its own mesh.host or mesh.clusterPort"
                .formatted(port));
        assertThat(one.others()).containsExactly(two.name());
        assertThat(one.ask("two", "hello")).isEqualTo("ANSWER two hello");
      }
    }
  }

  @Test
  void anIncarnationOfSomebodyElseIsRefusedByWhoeverKnowsHim() throws Exception {
    try (LocalMember one = LocalMember.start("name=one");
        LocalMember two = LocalMember.start("name=two", "join=" + one.endpoint())) {
      await().until(() -> one.others().equals(List.of("two")));
      try (LocalMember twin = LocalMember.start("name=two", "join=" + one.endpoint())) {
        awaitRefused(
            twin,
            "two processes call themselves two, at %s and at %s; an incarnation is never used twice: start one of them again"
                .formatted(twin.endpoint(), two.endpoint()));
        assertThat(one.others()).containsExactly("two");
        assertThat(one.ask("two", "hello")).isEqualTo("ANSWER two hello");
      }
    }
  }

  /** Both sides say why, and who was refused is not ready. */
  private void awaitRefused(LocalMember other, String sentence) {
    await()
        .untilAsserted(() -> {
          assertThat(log.count("Refused", sentence)).isPositive();
          assertThat(log.count("is not joined: refused", sentence)).isPositive();
          assertThat(verdict(other).message()).contains(sentence);
        });
    assertThat(verdict(other).ok()).isFalse();
    assertThat(other.others()).isEmpty();
  }

  /** Twice: once when one says hello, once when the other does so because it has been met. */
  private void refused(String why, String... options) throws Exception {
    try (LocalMember one = LocalMember.start("name=one");
        LocalMember two =
            LocalMember.start(
                Stream.concat(Stream.of(options), Stream.of("join=" + one.endpoint()))
                    .toArray(String[]::new))) {
      String sentence =
          why.formatted(two.cluster().self().clusterPort(), one.cluster().self().clusterPort());
      await()
          .until(() ->
              log.count("Refused", sentence) > 0
                  && log.count("is not joined: refused", sentence) > 0);
      await().until(() -> verdict(two).message().contains(sentence));
      assertThat(verdict(two).ok()).isFalse();
      assertThat(one.others()).isEmpty();
      assertThat(two.others()).isEmpty();
      assertThat(log.lines().stream().filter(line -> line.toString().contains(sentence)))
          .hasSize(2);
    }
  }

  @Test
  void whatIsNoMemberIsTurnedAway() throws Exception {
    try (LocalMember one = LocalMember.start("name=one")) {
      NetClient client = one.vertx().createNetClient();
      List<String> ends = new CopyOnWriteArrayList<>();
      for (String bytes :
          List.of("GET / HTTP/1.1\r\n\r\n", "FLM1\u007f\u007f\u007f\u007f", "FLM1\0\0\0\2xy")) {
        NetSocket socket =
            client
                .connect(one.cluster().self().clusterPort(), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        socket.closeHandler(_ -> ends.add(bytes));
        socket.write(bytes);
      }
      await().until(() -> ends.size() == 3);
      assertThat(one.others()).isEmpty();
    }
  }

  @Test
  void aDoorbellTellsAliveFromGoneFromSomebodyElse() throws Exception {
    try (LocalMember one = LocalMember.start("name=one")) {
      Doorbell gone;
      try (LocalMember two = LocalMember.start("name=two")) {
        gone = two.cluster().self().doorbell();
        assertThat(ask(one, gone, "two")).isEqualTo(new Probe.Alive());
        assertThat(ask(one, gone, "ghost"))
            .isEqualTo(new Probe.AnotherIncarnation(new Incarnation("two")));
      }
      assertThat(ask(one, gone, "two")).isEqualTo(new Probe.Refused());
      assertThat(ask(one, new Doorbell(gone.endpoint(), true), "two"))
          .isEqualTo(new Probe.ProxyBetween());
      assertThat(ask(one, Doorbell.parse("nobody.invalid:1"), "two"))
          .isInstanceOf(Probe.Unreachable.class);
    }
  }

  @Test
  void whatStandsBetweenIsSeenByTheAddressesOfBothEnds() throws Exception {
    try (LocalMember two = LocalMember.start("name=two");
        LocalMember one = LocalMember.start("name=one", "join=" + proxy(two))) {
      await().until(() -> one.others().size() == 1 && two.others().size() == 1);
      Doorbell theirs = one.cluster().others().getFirst().doorbell();
      assertThat(theirs.proxied()).isTrue();
      assertThat(theirs.endpoint()).isEqualTo(two.cluster().self().endpoint());
      // Which dials the other where it is.
      assertThat(two.cluster().others().getFirst().doorbell().proxied()).isFalse();
    }
  }

  /** Takes connections for a member and makes its own to it. */
  private static Endpoint proxy(LocalMember member) {
    Endpoint behind = member.cluster().self().endpoint();
    NetClient client = member.vertx().createNetClient();
    return member
        .vertx()
        .createNetServer()
        .connectHandler(caller -> {
          caller.pause();
          client
              .connect(behind.port(), behind.host())
              .onSuccess(callee -> {
                callee.pipeTo(caller);
                caller.pipeTo(callee);
              });
        })
        .listen(0, behind.host())
        .map(server -> new Endpoint(behind.host(), server.actualPort()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static Probe.Finding ask(LocalMember member, Doorbell doorbell, String incarnation) {
    return member
        .cluster()
        .probe()
        .ask(doorbell, new Incarnation(incarnation))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(Duration.ofSeconds(10).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
        .join();
  }

  @Test
  void aPortInUseIsSaid() throws Exception {
    try (LocalMember one = LocalMember.start("name=one")) {
      Member self = one.cluster().self();
      assertThatThrownBy(() -> LocalMember.start("clusterPort=" + self.clusterPort()))
          .isInstanceOf(ClusterFailure.class)
          .hasMessageContainingAll("the cluster port cannot listen", "mesh.clusterPort");
      assertThatThrownBy(() -> LocalMember.start("busPort=" + self.busPort()))
          .isInstanceOf(ClusterFailure.class)
          .hasMessageContainingAll("the bus cannot listen", "mesh.busPort");
    }
  }
}
