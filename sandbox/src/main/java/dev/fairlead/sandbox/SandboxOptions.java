package dev.fairlead.sandbox;

import dev.fairlead.sandbox.behaviour.BehaviourOptions;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.time.MovableClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * How a sandbox is to be. Immutable.
 *
 * @param port 0 for any that is free
 * @param tls serves HTTPS with a certificate of its own. Otherwise plain HTTP, where kubectl sends
 *     no credentials: whoever has none is the administrator. Both on the loopback address only
 * @param adminToken the bearer token of the administrator
 * @param clock what all times and timers follow; empty for a new one that follows the machine
 * @param changesMax how many changes each collection remembers for watches and older lists
 * @param behaviour what the sandbox does by itself, as controllers do in a cluster
 * @param seed where the chance of faults comes from
 * @param stateFile where the objects are kept from one sandbox to the next; empty for nowhere
 * @param auditLog a file to which each answered request is added as a line of JSON, an {@code
 *     Event} of {@code audit.k8s.io/v1} at the level Metadata; empty for none
 */
public record SandboxOptions(
    int port,
    boolean tls,
    String adminToken,
    Optional<MovableClock> clock,
    int changesMax,
    BehaviourOptions behaviour,
    long seed,
    Optional<Path> stateFile,
    Optional<Path> auditLog) {

  private static final int PORT_MAX = 65_535;

  public SandboxOptions {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "port " + port + " is not between 0 and " + PORT_MAX + ": choose another, or 0 for any");
    }
    if (adminToken.isBlank()) {
      throw new IllegalArgumentException(
          "the admin token is empty: give one, or leave it to chance");
    }
  }

  /** Any free port, plain HTTP, a random token. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        0,
        false,
        randomToken(),
        Optional.empty(),
        Store.CHANGES_MAX,
        BehaviourOptions.DEFAULTS,
        1,
        Optional.empty(),
        Optional.empty());
  }

  public SandboxOptions withPort(int other) {
    return new SandboxOptions(
        other, tls, adminToken, clock, changesMax, behaviour, seed, stateFile, auditLog);
  }

  public SandboxOptions withTls() {
    return new SandboxOptions(
        port, true, adminToken, clock, changesMax, behaviour, seed, stateFile, auditLog);
  }

  public SandboxOptions withAdminToken(String token) {
    return new SandboxOptions(
        port, tls, token, clock, changesMax, behaviour, seed, stateFile, auditLog);
  }

  public SandboxOptions withClock(MovableClock other) {
    return new SandboxOptions(
        port,
        tls,
        adminToken,
        Optional.of(other),
        changesMax,
        behaviour,
        seed,
        stateFile,
        auditLog);
  }

  public SandboxOptions withChangesMax(int most) {
    return new SandboxOptions(
        port, tls, adminToken, clock, most, behaviour, seed, stateFile, auditLog);
  }

  public SandboxOptions withBehaviour(BehaviourOptions other) {
    return new SandboxOptions(
        port, tls, adminToken, clock, changesMax, other, seed, stateFile, auditLog);
  }

  public SandboxOptions withSeed(long other) {
    return new SandboxOptions(
        port, tls, adminToken, clock, changesMax, behaviour, other, stateFile, auditLog);
  }

  /** The file is created if there is none, otherwise the sandbox begins with what is in it. */
  public SandboxOptions withStateFile(Path file) {
    return new SandboxOptions(
        port, tls, adminToken, clock, changesMax, behaviour, seed, Optional.of(file), auditLog);
  }

  public SandboxOptions withAuditLog(Path file) {
    return new SandboxOptions(
        port, tls, adminToken, clock, changesMax, behaviour, seed, stateFile, Optional.of(file));
  }

  private static String randomToken() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
