package dev.fairlead.kube.http;

/** Told of every finished call of a connection, typed ones included; counts and measures. */
@FunctionalInterface
public interface CallListener {

  /** Listens to nothing. */
  CallListener NONE = call -> {};

  /**
   * Called once per call, on a thread of the HTTP client: it must return at once and must not
   * throw.
   */
  void finished(Call call);
}
