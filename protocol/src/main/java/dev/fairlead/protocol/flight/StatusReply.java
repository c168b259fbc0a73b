package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.object.ResourceVersion;

/** What became of a {@code StatusIntent}. */
public sealed interface StatusReply {

  /** Written; the primary is at this version now. */
  record Written(String uid, ResourceVersion version) implements StatusReply {}

  /** The status is as intended already; no call was made. */
  record Unchanged() implements StatusReply {}

  /** The primary has changed since the attempt saw it; nothing was written. */
  record Conflict(ResourceVersion seen) implements StatusReply {}

  /** The primary is gone; nothing was written. */
  record Gone() implements StatusReply {}

  /** The server refused. */
  record Refused(int code, String message) implements StatusReply {}

  /** The deadline passed, or no answer came: it may have been written. */
  record Unanswered(String message) implements StatusReply {}
}
