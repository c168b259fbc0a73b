package dev.fairlead.mesh.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.protocol.message.Incarnation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Members that prove to each other who they are. */
class TlsTest {

  @TempDir private Path directory;

  private final TestAuthority authority = new TestAuthority("harbour");
  @RegisterExtension private final ClusterLog log = new ClusterLog();

  @Test
  void thoseWhomOneAuthorityHasSignedJoinAndGoOnWithNewCertificates() throws Exception {
    Path ones = authority.issue(directory.resolve("one"), "one");
    Path twos = authority.issue(directory.resolve("two"), "two");
    try (LocalMember one = LocalMember.start("name=one", "tls=" + ones);
        LocalMember two = LocalMember.start("name=two", "tls=" + twos, "join=" + one.endpoint())) {
      await().until(() -> one.others().size() == 1 && two.others().size() == 1);
      assertThat(one.ask("two", "hello")).isEqualTo("ANSWER two hello");
      assertThat(two.ask("one", "hello")).isEqualTo("ANSWER one hello");
      assertThat(
              one.cluster()
                  .probe()
                  .ask(two.cluster().self().doorbell(), new Incarnation("two"))
                  .toCompletionStage()
                  .toCompletableFuture()
                  .get(10, TimeUnit.SECONDS))
          .isEqualTo(new Probe.Alive());

      TestAuthority successor = new TestAuthority("harbour of next year");
      successor.issue(ones, "one");
      successor.issue(twos, "two");
      await()
          .untilAsserted(
              () -> assertThat(log.count("New connections use the certificate")).isEqualTo(2));
      Path threes = successor.issue(directory.resolve("three"), "three");
      try (LocalMember three =
          LocalMember.start("name=three", "tls=" + threes, "join=" + one.endpoint())) {
        await().until(() -> two.others().contains("three") && three.others().size() == 2);
        assertThat(three.ask("one", "hello")).isEqualTo("ANSWER one hello");
        assertThat(two.ask("three", "hello")).isEqualTo("ANSWER three hello");
        assertThat(one.others()).contains("two");
      }
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefusedAndBothSay() throws Exception {
    Path theirs = new TestAuthority("quay").issue(directory.resolve("theirs"), "theirs");
    refused(
        "tls=" + theirs,
        "it does not accept the certificate of this process",
        "is not signed by mesh.tls.ca");
  }

  @Test
  void anExpiredCertificateIsRefusedAndBothSay() throws Exception {
    Path theirs = authority.issue(directory.resolve("theirs"), "theirs", Duration.ofHours(-1));
    refused(
        "tls=" + theirs,
        "its certificate has expired",
        "it does not accept the certificate of this process");
    await().untilAsserted(() -> assertThat(log.count("Others refuse this process")).isPositive());
  }

  @Test
  void whoDoesNotSpeakTlsIsRefusedAndBothSay() throws Exception {
    refused("mesh=harbour", "it does not speak TLS", "use mesh.tls just as this process does");
  }

  private void refused(String theirs, String weSay, String theySay) throws Exception {
    Path ours = authority.issue(directory.resolve("ours"), "ours");
    try (LocalMember one = LocalMember.start("name=one", "tls=" + ours);
        LocalMember two = LocalMember.start("name=two", theirs, "join=" + one.endpoint())) {
      await()
          .untilAsserted(() -> {
            assertThat(log.count("Refused a process", weSay)).isPositive();
            assertThat(log.count("is not joined", theySay)).isPositive();
          });
      assertThat(two.cluster().standing().verdict().ok()).isFalse();
      assertThat(one.others()).isEmpty();
      assertThat(two.others()).isEmpty();
    }
  }

  @Test
  void aMissingOrBrokenFileIsSaid() throws Exception {
    Path ours = authority.issue(directory.resolve("ours"), "ours");
    Files.delete(ours.resolve("tls.key"));
    assertThatThrownBy(() -> LocalMember.start("tls=" + ours))
        .isInstanceOf(ClusterFailure.class)
        .hasMessageContainingAll("mesh.tls.key", "no such file");
    Files.writeString(ours.resolve("tls.key"), "nonsense");
    assertThatThrownBy(() -> LocalMember.start("tls=" + ours))
        .isInstanceOf(ClusterFailure.class)
        .hasMessageContainingAll("mesh.tls.key", "no private key");
    Files.writeString(ours.resolve("ca.crt"), "nonsense");
    assertThatThrownBy(() -> LocalMember.start("tls=" + ours))
        .isInstanceOf(ClusterFailure.class)
        .hasMessageContainingAll("mesh.tls.ca", "no certificate");
  }
}
