package dev.fairlead.launcher.source;

import dev.fairlead.launcher.config.SourceAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A field of a secret of Vault. Vault tells nobody of changes, so what is kept in its store is read
 * again and again. What is lent is renewed before its lease ends, and read anew, which rotates it,
 * when it comes to the longest it is lent or cannot be renewed. The token is seen to likewise: what
 * it was lent ends with it, so that a new token means a new secret.
 */
final class VaultSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(VaultSource.class);

  /** Looks between one reading of what is not lent and the next. */
  private static final int LOOKS = 10;

  private final SourceAddress.Vault address;
  private final Vault vault;
  private final Duration look;

  private VaultSource(SourceAddress.Vault address, Vault vault, Duration look) {
    this.address = address;
    this.vault = vault;
    this.look = look;
  }

  /** With the variables that Vault's own tools know. */
  static VaultSource of(
      SourceAddress.Vault address, Map<String, String> environment, Duration look) {
    Optional<Path> authorities = Optional.ofNullable(environment.get("VAULT_CACERT")).map(Path::of);
    return new VaultSource(
        address, new Vault(new Web(address.server(), authorities), environment), look);
  }

  @Override
  public String follow(Follower follower) throws InterruptedException {
    try {
      while (true) {
        followAs(
            address.role().isPresent() ? vault.login(address.role().get()) : vault.token(),
            follower);
      }
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  /** Follows the secret for as long as the token is good. */
  private void followAs(Vault.Session session, Follower follower)
      throws IOException, InterruptedException {
    String path = vault.locate(session, address.path());
    Vault.Session current = session;
    Optional<Lease> token = Optional.of(session.lease());
    while (token.isPresent()) {
      current = new Vault.Session(session.token(), token.get());
      Vault.Secret secret = vault.read(current, path);
      show(secret, follower);
      token = keep(current, secret);
    }
  }

  private void show(Vault.Secret secret, Follower follower) {
    String text = secret.fields().get(address.field());
    if (text == null) {
      follower.away(
          "the secret has no field %s; it has %s"
              .formatted(address.field(), String.join(", ", secret.fields().keySet())));
    } else {
      follower.text(text);
    }
  }

  /**
   * Keeps what was lent for as long as it can be kept.
   *
   * @return the token's lease, with which the secret is to be read anew; empty if another token is
   *     needed first
   */
  private Optional<Lease> keep(Vault.Session session, Vault.Secret secret)
      throws InterruptedException {
    Lease token = session.lease();
    Lease lent =
        secret
            .lease()
            .orElseGet(() ->
                Lease.given(look.multipliedBy(LOOKS), System.nanoTime(), /* renewable= */ false));
    while (true) {
      long now = System.nanoTime();
      boolean ofToken = token.untilDue(now).compareTo(lent.untilDue(now)) < 0;
      Lease due = ofToken ? token : lent;
      sleep(due.untilDue(now));
      Optional<Lease> renewed =
          due.renewable() ? renew(session, secret, ofToken, due) : Optional.empty();
      if (renewed.isEmpty() || renewed.get().running()) {
        return ofToken ? Optional.empty() : Optional.of(token);
      }
      token = ofToken ? renewed.get() : token;
      lent = ofToken ? lent : renewed.get();
    }
  }

  /** Renews a lease, and goes on trying until it has ended while Vault is away. */
  private Optional<Lease> renew(
      Vault.Session session, Vault.Secret secret, boolean ofToken, Lease lease)
      throws InterruptedException {
    String told = "";
    while (!lease.over(System.nanoTime())) {
      try {
        Optional<Lease> renewed =
            ofToken ? vault.renew(session, lease) : vault.renew(session, secret.leaseId(), lease);
        if (renewed.isEmpty()) {
          LOG.warn(
              "{}: Vault does not renew the lease of its {}; the secret is read anew",
              address.text(),
              ofToken ? "token" : "secret");
        }
        return renewed;
      } catch (IOException away) {
        String why = String.valueOf(away.getMessage());
        if (!why.equals(told)) {
          told = why;
          LOG.warn(
              "{}: its lease is not renewed: {}; what it said last stays in force",
              address.text(),
              why);
        }
        sleep(look);
      }
    }
    LOG.warn("{}: its lease has ended; what it said last stays in force", address.text());
    return Optional.empty();
  }

  private static void sleep(Duration length) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(TimeUnit.MILLISECONDS.toNanos(1), length.toNanos()));
  }
}
