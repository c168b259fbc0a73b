package dev.fairlead.acceptance.evidence;

import dev.fairlead.protocol.message.Token;

/** A line of a worker's journal. The clock is one that all processes of a machine share. */
public sealed interface Note {

  String worker();

  Token token();

  long nanos();

  /** An attempt started, which {@code owner} had assigned. */
  record Started(String worker, Token token, long nanos, String owner) implements Note {}

  /** The gate let a write out; {@code traceparent} is its name in the audit log. */
  record Passed(
      String worker, Token token, long nanos, String verb, Target target, String traceparent)
      implements Note {

    String traceId() {
      return Evidence.traceId(traceparent);
    }
  }

  /** An attempt ended. */
  record Ended(String worker, Token token, long nanos, String outcome) implements Note {}
}
