package dev.fairlead.acceptance.evidence;

import java.time.Instant;

/**
 * A write that the API server has answered.
 *
 * @param auditId what the client called it
 * @param uid of the object, by the answer; empty if it was refused
 * @param version of the object, by the answer; 0 if it was refused
 * @param askedUid of the object, as the client had seen it; empty for a creation
 * @param askedVersion of the object, as the client had seen it; empty if it named none
 * @param observedGeneration by the answer, the highest in the status; 0 if there is none
 */
public record Write(
    String auditId,
    String user,
    String verb,
    Target target,
    int code,
    Instant received,
    String uid,
    long version,
    String askedUid,
    String askedVersion,
    long observedGeneration) {

  boolean succeeded() {
    return code >= 200 && code < 300;
  }

  String traceId() {
    return Evidence.traceId(auditId);
  }

  @Override
  public String toString() {
    return "%s %s %d at %s (%s)".formatted(verb, target, code, received, auditId);
  }
}
