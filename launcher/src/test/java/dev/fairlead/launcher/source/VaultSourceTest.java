package dev.fairlead.launcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A secret of Vault, kept and lent, against a stand-in. */
class VaultSourceTest {

  private static final Map<String, String> TOKEN = Map.of("VAULT_TOKEN", VaultStandIn.TOKEN);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void whatIsKeptIsReadAgainAndNonsenseAndSilenceChangeNothing() throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.put("app/fairlead", "logging: {level: WARN}");
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/secret/app/fairlead", TOKEN)) {
        assertThat(followed.level()).isEqualTo(Level.WARN);

        vault.put("app/fairlead", "logging: {level: DEBUG}");
        followed.awaitLevel(Level.DEBUG);

        vault.put("app/fairlead", "logging: {lev");
        followed.awaitRefused(1);
        vault.goAway();
        assertThat(followed.level()).isEqualTo(Level.DEBUG);
        vault.put("app/fairlead", "logging: {level: ERROR}");
        vault.comeBack();
        followed.awaitLevel(Level.ERROR);
      }
    }
  }

  @Test
  void aLeaseIsRenewedAndTheSecretNotMadeAgain() throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.lend("logging: {level: WARN}", SHORT, LONG);
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/lent/configuration", TOKEN)) {
        await().until(() -> vault.calls("sys/leases/renew") >= 3);

        assertThat(vault.calls("lent/configuration")).isEqualTo(1);
        assertThat(followed.level()).isEqualTo(Level.WARN);
      }
    }
  }

  /** Four seconds at a time and six in all: the renewal gives too little, and another is made. */
  @Test
  void whatComesToTheLongestItIsLentIsRotatedBeforeItEnds() throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.lend("logging: {level: WARN}", Duration.ofSeconds(3), Duration.ofSeconds(3));
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/lent/configuration", TOKEN)) {
        vault.lend("logging: {level: DEBUG}", Duration.ofSeconds(3), Duration.ofSeconds(3));

        followed.awaitLevel(Level.DEBUG);
        assertThat(vault.calls("sys/leases/renew")).isPositive();
      }
    }
  }

  @Test
  void whatIsRevokedIsRotatedAndStaysInForceUntilThen() throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.lend("logging: {level: WARN}", SHORT, LONG);
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/lent/configuration", TOKEN)) {
        vault.lend("", SHORT, LONG);
        vault.revokeAll();
        await().until(() -> vault.calls("lent/configuration") >= 3);
        assertThat(followed.level()).isEqualTo(Level.WARN);

        vault.lend("logging: {level: DEBUG}", LONG, LONG);
        followed.awaitLevel(Level.DEBUG);
      }
    }
  }

  @Test
  void aLeaseThatEndsWhileVaultIsAwayLeavesWhatWasGood() throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.lend("logging: {level: WARN}", SHORT, LONG);
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/lent/configuration", TOKEN)) {
        vault.goAway();
        vault.revokeAll();
        vault.lend("logging: {level: DEBUG}", LONG, LONG);
        assertThat(followed.level()).isEqualTo(Level.WARN);
        vault.comeBack();

        followed.awaitLevel(Level.DEBUG);
      }
    }
  }

  /** The token of a login lives a second, cannot be renewed, and takes what it was lent along. */
  @Test
  void aRoleLogsInByItsServiceAccountAndAgainBeforeItsTokenEnds(@TempDir Path directory)
      throws Exception {
    Path account = Files.writeString(directory.resolve("token"), VaultStandIn.ACCOUNT);
    Map<String, String> variables = Map.of("VAULT_KUBERNETES_TOKEN_FILE", account.toString());
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.lend("logging: {level: WARN}", LONG, LONG);
      try (Followed followed =
          Followed.from("vault:" + vault.url() + "/lent/configuration?role=app", variables)) {
        await().until(() -> vault.calls("auth/kubernetes/login") >= 2);
        vault.lend("logging: {level: DEBUG}", LONG, LONG);
        followed.awaitLevel(Level.DEBUG);
      }
    }
  }

  @Test
  void whatIsWrongAtTheStartIsNamedAndNoSecretIs(@TempDir Path directory) throws Exception {
    try (VaultStandIn vault = new VaultStandIn()) {
      String server = "vault:" + vault.url();
      vault.put("fairlead", "hunter2");
      assertThatThrownBy(() -> Followed.sources(server + "/secret/x", Map.of(), Followed.AT_ONCE))
          .hasMessageContaining("there is no token; set VAULT_TOKEN or VAULT_TOKEN_FILE");
      assertThatThrownBy(() ->
              Followed.sources(
                  server + "/secret/x", Map.of("VAULT_TOKEN", "hunter2"), Followed.AT_ONCE))
          .hasMessageContaining("does not take the token (403 permission denied)")
          .hasMessageNotContaining("hunter2");
      assertThatThrownBy(() -> Followed.sources(server + "/secret/x", TOKEN, Followed.AT_ONCE))
          .hasMessage(server + "/secret/x: Vault has no secret there; write it by vault kv put");
      assertThatThrownBy(
              () -> Followed.sources(server + "/secret/fairlead#no", TOKEN, Followed.AT_ONCE))
          .hasMessageEndingWith("the secret has no field no; it has another, fairlead.yaml");
      Path missing = directory.resolve("nowhere");
      assertThatThrownBy(() ->
              Followed.sources(
                  server + "/secret/x?role=app",
                  Map.of("VAULT_KUBERNETES_TOKEN_FILE", missing.toString()),
                  Followed.AT_ONCE))
          .hasMessageContaining("cannot read the ServiceAccount's token in " + missing);
    }
  }
}
