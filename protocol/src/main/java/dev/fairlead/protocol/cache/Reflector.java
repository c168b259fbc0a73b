package dev.fairlead.protocol.cache;

import java.util.List;

/** Keeps one collection of the API server in step with its cache. */
public final class Reflector {

  /** Creates a reflector that has listed nothing; {@code seed} is for the jitter of its backoff. */
  public Reflector(long seed) {}

  /** Takes in what happened and answers with what to do. */
  public List<ReflectorEffect> handle(ReflectorInput input, long nowMillis) {
    return List.of();
  }
}
