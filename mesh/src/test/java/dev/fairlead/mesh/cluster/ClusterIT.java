package dev.fairlead.mesh.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Processes that are killed, ended and stopped, each a JVM of its own. */
class ClusterIT {

  private static final MemberJvm one = MemberJvm.launch("one");

  @BeforeAll
  static void ready() {
    one.awaitReady();
  }

  @AfterAll
  static void close() {
    one.close();
  }

  @Test
  void aKilledProcessIsSuspectedAtOnceAndItsSuccessorOnTheSamePortsIsJoined() {
    try (MemberJvm two = MemberJvm.start("two", "join=" + one.endpoint())) {
      one.waitFor("JOINED two");
      two.waitFor("JOINED one");
      assertThat(one.ask("ask two hello", "ANSWER")).isEqualTo("ANSWER two hello");
      assertThat(two.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
      two.tell("publish tide");
      one.waitFor("NEWS tide");
      two.waitFor("NEWS tide");
      assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING")).contains("Alive");

      two.kill();
      one.waitFor("SUSPECTED two");
      assertThat(one.ask("ask two hello", "ANSWER")).contains("NO ANSWER No handlers");
      assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING")).contains("Refused");
      assertThat(one.ask("probe " + two.endpoint() + "+proxy two", "FINDING"))
          .contains("ProxyBetween");

      try (MemberJvm three =
          MemberJvm.start(
              "three",
              "join=" + one.endpoint(),
              "clusterPort=" + two.clusterPort(),
              "busPort=" + two.busPort())) {
        one.waitFor("JOINED three");
        three.waitFor("JOINED one");
        assertThat(one.ask("ask three hello", "ANSWER")).isEqualTo("ANSWER three hello");
        assertThat(three.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
        assertThat(one.ask("probe " + two.endpoint() + " two", "FINDING"))
            .contains("AnotherIncarnation", "three");
      }
    }
  }

  @Test
  void aProcessThatIsToldToEndSaysGoodbye() {
    try (MemberJvm four = MemberJvm.start("four", "join=" + one.endpoint())) {
      one.waitFor("JOINED four");
      four.terminate();
      one.waitFor("LEFT four");
      assertThat(one.hasSaid("SUSPECTED four")).isFalse();
      four.process().onExit().join();
    }
  }

  @Test
  void aStoppedProcessIsSuspectedAndJoinsAgainWhenItGoesOn() {
    try (MemberJvm five = MemberJvm.start("five", "join=" + one.endpoint())) {
      one.waitFor("JOINED five");
      five.waitFor("JOINED one");
      five.signal("STOP");
      one.waitFor("SUSPECTED five");
      assertThat(one.ask("probe " + five.endpoint() + " five", "FINDING")).contains("Unreachable");
      five.signal("CONT");
      one.waitFor("JOINED five");
      five.waitFor("JOINED one");
      assertThat(five.ask("ask one hello", "ANSWER")).isEqualTo("ANSWER one hello");
      assertThat(one.ask("ask five hello", "ANSWER")).isEqualTo("ANSWER five hello");
    }
  }
}
