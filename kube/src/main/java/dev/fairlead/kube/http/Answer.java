package dev.fairlead.kube.http;

import dev.fairlead.protocol.object.Frame;

/** The answer to one call. */
public sealed interface Answer {

  /** The server did it. */
  record Success(int code, Frame body) implements Answer {}

  /** The server refused. */
  record Refusal(ApiFailure failure) implements Answer {}

  /** No connection could be made: nothing was sent. */
  record Unreachable(String cause) implements Answer {}

  /** The call was sent and no whole answer came in time: it may have been carried out. */
  record Unanswered(String cause) implements Answer {}
}
