package dev.fairlead.protocol.message;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;

/** What an attempt wrote, for holds and for people. */
public sealed interface WriteEntry {

  /** Which object. */
  ObjectRef ref();

  /** The verb, as RBAC has it. */
  String verb();

  /** The answer: the object exists at this version. */
  record Written(ObjectRef ref, String verb, int code, String uid, ResourceVersion version)
      implements WriteEntry {}

  /** The answer: this incarnation of the object is gone, or is being deleted. */
  record Gone(ObjectRef ref, String verb, int code, String uid) implements WriteEntry {}

  /** No answer came: the server may have done it. */
  record Unanswered(ObjectRef ref, String verb) implements WriteEntry {}

  /** The server refused; nothing was written. */
  record Refused(ObjectRef ref, String verb, int code, String message) implements WriteEntry {}
}
