package dev.fairlead.mesh.wire;

/** What came of the bytes of a frame. */
public sealed interface Decoded permits Decoded.Message, Refused {

  /** A message of the schema. */
  record Message(Object value) implements Decoded {}
}
