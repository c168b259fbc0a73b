package dev.fairlead.launcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A key of Consul, against a stand-in. */
class ConsulSourceTest {

  private static final String KEY = "fairlead/fairlead.yaml";

  @Test
  void aChangeIsTakenUpAndNonsenseAndSilenceChangeNothing() throws Exception {
    try (ConsulStandIn consul = new ConsulStandIn(Optional.empty())) {
      consul.put(KEY, "logging: {level: WARN}");
      try (Followed followed = Followed.from("consul:" + consul.url() + "/" + KEY, Map.of())) {
        assertThat(followed.level()).isEqualTo(Level.WARN);

        consul.put(KEY, "logging: {level: DEBUG}");
        followed.awaitLevel(Level.DEBUG);

        consul.put(KEY, "logging: {lev");
        followed.awaitRefused(1);
        consul.goAway();
        assertThat(followed.level()).isEqualTo(Level.DEBUG);
        consul.put(KEY, "logging: {level: ERROR}");
        consul.comeBack();
        followed.awaitLevel(Level.ERROR);

        consul.delete(KEY);
        consul.put(KEY, "logging: {level: TRACE}");
        followed.awaitLevel(Level.TRACE);
      }
    }
  }

  /** After a restore the index is lower; who went on waiting for the old one would hear nothing. */
  @Test
  void anIndexThatFallsIsBegunAgain() throws Exception {
    try (ConsulStandIn consul = new ConsulStandIn(Optional.empty())) {
      consul.put(KEY, "logging: {level: WARN}");
      try (Followed followed = Followed.from("consul:" + consul.url() + "/" + KEY, Map.of())) {
        consul.restore(3);
        consul.put(KEY, "logging: {level: DEBUG}");
        followed.awaitLevel(Level.DEBUG);
      }
    }
  }

  @Test
  void itWaitsInsteadOfAskingAgainAndAgain() throws Exception {
    try (ConsulStandIn consul = new ConsulStandIn(Optional.empty())) {
      consul.put(KEY, "logging: {level: WARN}");
      try (Followed followed = Followed.from("consul:" + consul.url() + "/" + KEY, Map.of())) {
        consul.put("another", "x");
        consul.put(KEY, "logging: {level: DEBUG}");
        followed.awaitLevel(Level.DEBUG);
        await().until(() -> consul.calls() >= 3);
        assertThat(consul.calls()).isLessThanOrEqualTo(4);
      }
    }
  }

  @Test
  void aTokenIsReadFromAFileAgainEachTime(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "secret\n");
    try (ConsulStandIn consul = new ConsulStandIn(Optional.of("secret"))) {
      consul.put(KEY, "logging: {level: WARN}");
      String address = "consul:" + consul.url() + "/" + KEY;
      Map<String, String> byFile = Map.of("CONSUL_HTTP_TOKEN_FILE", file.toString());
      try (Followed followed = Followed.from(address, byFile)) {
        Files.writeString(file, "expired");
        consul.put(KEY, "logging: {level: DEBUG}");
        Files.writeString(file, "secret");
        followed.awaitLevel(Level.DEBUG);
      }
      assertThatThrownBy(() ->
              Followed.sources(address, Map.of("CONSUL_HTTP_TOKEN", "wrong"), Followed.AT_ONCE))
          .isInstanceOf(SourceFailure.class)
          .hasMessageContaining("CONSUL_HTTP_TOKEN")
          .hasMessageNotContaining("wrong");
    }
  }

  @Test
  void oneThatIsNotThereAtTheStartIsNamed() throws IOException {
    String address;
    try (ConsulStandIn consul = new ConsulStandIn(Optional.empty())) {
      address = "consul:" + consul.url() + "/" + KEY;
      assertThatThrownBy(() -> Followed.sources(address, Map.of(), Followed.AT_ONCE))
          .hasMessage(address + ": Consul has no key " + KEY + "; put it there by consul kv put");
    }
    assertThatThrownBy(() -> Followed.sources(address, Map.of(), Followed.AT_ONCE))
        .hasMessageStartingWith(address + ": cannot be reached (")
        .hasMessageContaining("check that it runs");
  }
}
