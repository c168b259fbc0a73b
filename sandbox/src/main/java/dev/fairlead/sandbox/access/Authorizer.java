package dev.fairlead.sandbox.access;

import dev.fairlead.sandbox.rejection.Rejection;

/** Decides who may do what. Thread-safe; does not block. */
@FunctionalInterface
public interface Authorizer {

  /** Lets everybody do everything. */
  Authorizer ALWAYS = (user, attributes) -> new Decision(true, "");

  /**
   * An answer.
   *
   * @param reason why, in the authorizer's words; empty for none
   */
  record Decision(boolean allowed, String reason) {}

  Decision decide(User user, Attributes attributes);

  /**
   * Passes a request that is allowed.
   *
   * @throws Rejection 403 in kube-apiserver's words
   */
  default void check(User user, Attributes attributes) throws Rejection {
    Decision decision = decide(user, attributes);
    if (!decision.allowed()) {
      throw Forbidden.status(user, attributes, decision.reason()).rejection();
    }
  }
}
