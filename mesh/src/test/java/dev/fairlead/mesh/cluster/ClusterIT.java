package dev.fairlead.mesh.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Processes that join, speak, die and come back, each a JVM of its own. */
class ClusterIT {

  @Test
  void twoJoinByAMemberListAndSpeakBothWays() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint())) {
      one.waitFor("JOINED two");
      two.waitFor("JOINED one");
      assertThat(one.ask("ask two hello", "ANSWER")).isEqualTo("ANSWER two hello");
      assertThat(two.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
      two.tell("publish tide");
      one.waitFor("NEWS tide");
      two.waitFor("NEWS tide");
      assertThat(one.ask("verdict", "VERDICT")).contains("ok=true", "joined 1");
    }
  }

  @Test
  void thoseWhoKnowOnlyAThirdMeet() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint());
        MemberJvm three = MemberJvm.start("three", "join=" + one.endpoint())) {
      two.waitFor("JOINED three");
      three.waitFor("JOINED two");
      assertThat(two.ask("ask three hello", "ANSWER")).isEqualTo("ANSWER three hello");
    }
  }

  @Test
  void aKilledProcessIsSuspectedAtOnceAndItsSuccessorOnTheSamePortsIsJoined() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint())) {
      one.waitFor("JOINED two");
      assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING")).contains("Alive");
      two.kill();
      one.waitFor("SUSPECTED two");
      assertThat(one.ask("ask two hello", "ANSWER")).contains("NO ANSWER No handlers");
      assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING")).contains("Refused");
      assertThat(one.ask("probe " + two.endpoint() + "+proxy two", "FINDING"))
          .contains("ProxyBetween");
      try (MemberJvm again =
          MemberJvm.start(
              "two-again",
              "join=" + one.endpoint(),
              "clusterPort=" + two.clusterPort(),
              "busPort=" + two.busPort())) {
        one.waitFor("JOINED two-again");
        again.waitFor("JOINED one");
        assertThat(one.ask("ask two-again hello", "ANSWER")).isEqualTo("ANSWER two-again hello");
        assertThat(again.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
        assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING"))
            .contains("AnotherIncarnation", "two-again");
      }
    }
  }

  @Test
  void aProcessThatEndsInGoodOrderSaysGoodbye() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint())) {
      one.waitFor("JOINED two");
      two.terminate();
      one.waitFor("LEFT two");
      assertThat(one.ask("verdict", "VERDICT")).contains("ok=true", "all others are gone");
      assertThat(one.hasSaid("SUSPECTED")).isFalse();
      two.process().onExit().join();
    }
  }

  @Test
  void aStoppedProcessIsSuspectedAndJoinsAgainWhenItGoesOn() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint())) {
      one.waitFor("JOINED two");
      two.waitFor("JOINED one");
      two.signal("STOP");
      one.waitFor("SUSPECTED two");
      assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING")).contains("Unreachable");
      two.signal("CONT");
      one.waitFor("JOINED two");
      two.waitFor("JOINED one");
      assertThat(two.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
      assertThat(one.ask("ask two hello", "ANSWER")).isEqualTo("ANSWER two hello");
    }
  }

  @Test
  void readinessTellsAloneFromJoinedAndWhy() {
    int free;
    try (MemberJvm gone = MemberJvm.start("gone")) {
      free = gone.clusterPort();
      assertThat(gone.ask("verdict", "VERDICT")).contains("ok=true", "no other process is named");
    }
    try (MemberJvm one = MemberJvm.start("one", "join=127.0.0.1:" + free)) {
      String alone = one.askUntil("verdict", "VERDICT", line -> line.contains("refused"));
      assertThat(alone)
          .contains(
              "ok=false",
              "alone, though others are named",
              "127.0.0.1:" + free + ": refused the connection",
              "mesh.join");
      try (MemberJvm two = MemberJvm.start("two", "clusterPort=" + free)) {
        one.waitFor("JOINED two");
        two.waitFor("JOINED one");
        assertThat(one.ask("verdict", "VERDICT")).contains("ok=true", "joined 1");
      }
    }
  }

  @Test
  void anotherMeshIsRefusedAndBothSay() {
    refused("belongs to the mesh 'quay'", "mesh=quay");
  }

  @Test
  void anotherLevelIsRefusedAndBothSay() {
    refused(
        "speaks level 3 of the protocol and understands 2 and above", "speaks=3", "understands=2");
  }

  @Test
  void theSameIncarnationTwiceIsRefusedAndBothSay() {
    refused("two processes call themselves one", "incarnation=one");
  }

  private static void refused(String why, String... options) {
    String name = Stream.of(options).anyMatch("incarnation=one"::equals) ? "one" : "two";
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two =
            MemberJvm.start(
                name,
                Stream.concat(
                        Stream.of("join=" + one.endpoint()),
                        Stream.of(options).filter(option -> !option.startsWith("incarnation=")))
                    .toArray(String[]::new))) {
      one.waitFor(why);
      two.waitFor(why);
      String verdict = two.askUntil("verdict", "VERDICT", line -> line.contains(why));
      assertThat(verdict).contains("ok=false");
      assertThat(one.hasSaid("JOINED")).isFalse();
      assertThat(two.hasSaid("JOINED")).isFalse();
    }
  }

  @Test
  void aPortInUseIsSaid() {
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.launch("two", "clusterPort=" + one.clusterPort())) {
      assertThat(two.waitFor("FAILURE"))
          .contains("the cluster port cannot listen", "mesh.clusterPort");
    }
    try (MemberJvm one = MemberJvm.start("one");
        MemberJvm two = MemberJvm.launch("two", "busPort=" + one.busPort())) {
      assertThat(two.waitFor("FAILURE")).contains("the bus cannot listen", "mesh.busPort");
    }
  }
}
