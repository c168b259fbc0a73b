package dev.fairlead.protocol.object;

import java.util.Arrays;

/**
 * The JSON of one object, without managedFields, as bytes that are shared and never changed. It
 * travels from the API server to the worker that decodes it as it is.
 */
public final class Frame {

  /** No content: a metadata-only object. */
  public static final Frame EMPTY = new Frame(new byte[0]);

  private final byte[] json;

  private Frame(byte[] json) {
    this.json = json;
  }

  /** Wraps the bytes without copying; the caller must not change them any more. */
  public static Frame ofJson(byte[] json) {
    return new Frame(json);
  }

  /** The JSON, without copying; callers must not change it. */
  public byte[] json() {
    return json;
  }

  /** The length of the JSON in bytes. */
  public int sizeBytes() {
    return json.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return json.length + " bytes";
  }
}
