package dev.fairlead.operators.paymentgateway;

import dev.fairlead.operators.paymentgateway.certificate.KeyedChain;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of the certificate of one gateway.
 *
 * @param secret the Secret to state; empty where it is somebody else's or not there
 * @param serving what the Secret held when it was read, if it is good: Pods may serve with it
 * @param notAfter until when the certificate is good that is there or is being written
 * @param condition whether all is well with it
 * @param event what is worth telling, once
 * @param lookAgainAt when time alone changes something
 */
record Tls(
    Optional<Secret> secret,
    Optional<KeyedChain> serving,
    Optional<Instant> notAfter,
    Condition condition,
    Optional<Event> event,
    Optional<Instant> lookAgainAt) {

  /** A good certificate is there, and will be when it ends. */
  static final Condition.Type READY = Condition.of("CertificateReady");

  /** Words, and nothing else yet. */
  static Tls saying(Condition condition) {
    return new Tls(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        condition,
        Optional.empty(),
        Optional.empty());
  }

  Tls stating(Secret it) {
    return new Tls(Optional.of(it), serving, notAfter, condition, event, lookAgainAt);
  }

  /** With what the Secret holds, which Pods serve with where it is good now. */
  Tls holding(KeyedChain chain, Instant now) {
    return new Tls(
        secret,
        Optional.of(chain).filter(it -> it.isGoodAt(now)),
        Optional.of(chain.notAfter()),
        condition,
        event,
        lookAgainAt);
  }

  Tls until(Instant end) {
    return new Tls(secret, serving, Optional.of(end), condition, event, lookAgainAt);
  }

  Tls telling(Event it) {
    return new Tls(secret, serving, notAfter, condition, Optional.of(it), lookAgainAt);
  }

  Tls lookAgainAt(Instant at) {
    return new Tls(secret, serving, notAfter, condition, event, Optional.of(at));
  }

  @Override
  public String toString() {
    return "Tls[" + condition + "]";
  }
}
