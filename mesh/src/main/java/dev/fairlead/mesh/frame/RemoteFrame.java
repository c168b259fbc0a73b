package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.object.Frame;

/** A packed frame of another process; to be read, it needs its dictionary. */
public final class RemoteFrame extends Frame {

  /** Above what any API server stores; a frame that claims more is not believed. */
  public static final int SIZE_BYTES_MAX = 16 << 20;

  private final String dictionary;
  private final int size;
  private final byte[] packed;

  /**
   * Wraps what came without copying it.
   *
   * @param dictionary the name of its dictionary
   * @param size the length of the JSON in bytes
   */
  public RemoteFrame(String dictionary, int size, byte[] packed) {
    if (size < 0 || size > SIZE_BYTES_MAX) {
      throw new IllegalArgumentException("a frame of " + size + " bytes");
    }
    this.dictionary = dictionary;
    this.size = size;
    this.packed = packed;
  }

  /** The name of its dictionary. */
  public String dictionary() {
    return dictionary;
  }

  /** What is packed; callers must not change it. */
  public byte[] packed() {
    return packed;
  }

  /** The frame with its dictionary, which must be the one of that name. */
  public PackedFrame with(Dictionary known) {
    if (!known.id().equals(dictionary)) {
      throw new IllegalArgumentException(known + " is not the dictionary " + dictionary);
    }
    return new PackedFrame(packed, size, known);
  }

  @Override
  public byte[] json() {
    throw new IllegalStateException("the dictionary " + dictionary + " has to be fetched first");
  }

  @Override
  public int sizeBytes() {
    return size;
  }

  @Override
  public int storedBytes() {
    return packed.length;
  }
}
