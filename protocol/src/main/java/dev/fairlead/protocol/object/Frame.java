package dev.fairlead.protocol.object;

import java.util.Arrays;

/**
 * The JSON of one object, without managedFields, however it is kept. It is shared and never
 * changed, and travels from the API server to the worker that decodes it as it is. Two frames are
 * equal if their JSON is. Thread-safe.
 */
public abstract class Frame {

  /** No content: a metadata-only object. */
  public static final Frame EMPTY = new Plain(new byte[0]);

  /** For whoever keeps frames in another form. */
  protected Frame() {}

  /** Wraps the bytes without copying; the caller must not change them any more. */
  public static Frame ofJson(byte[] json) {
    return new Plain(json);
  }

  /** The JSON; callers must not change it. May have to be unpacked first, at each call. */
  public abstract byte[] json();

  /** The same with the JSON at hand, for whoever reads it more than once. */
  public final Frame unpacked() {
    return this instanceof Plain ? this : ofJson(json());
  }

  /** The length of the JSON in bytes. */
  public abstract int sizeBytes();

  /** How many bytes it keeps in memory. */
  public abstract int storedBytes();

  @Override
  public final boolean equals(Object other) {
    return other instanceof Frame that
        && sizeBytes() == that.sizeBytes()
        && Arrays.equals(json(), that.json());
  }

  /** Of the length alone: nothing has to be unpacked to look for equal ones. */
  @Override
  public final int hashCode() {
    return sizeBytes();
  }

  @Override
  public String toString() {
    return sizeBytes() + " bytes";
  }

  /** As it came. */
  private static final class Plain extends Frame {

    private final byte[] json;

    Plain(byte[] json) {
      this.json = json;
    }

    @Override
    public byte[] json() {
      return json;
    }

    @Override
    public int sizeBytes() {
      return json.length;
    }

    @Override
    public int storedBytes() {
      return json.length;
    }
  }
}
