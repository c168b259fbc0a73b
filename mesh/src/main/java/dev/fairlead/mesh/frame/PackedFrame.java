package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.object.Frame;

/** A frame that is unpacked whenever somebody reads it. */
public final class PackedFrame extends Frame {

  private final byte[] packed;
  private final int size;
  private final Dictionary dictionary;

  /**
   * Wraps what was packed without copying it.
   *
   * @param size the length of the JSON in bytes
   */
  public PackedFrame(byte[] packed, int size, Dictionary dictionary) {
    this.packed = packed;
    this.size = size;
    this.dictionary = dictionary;
  }

  /** What it was packed with. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** The frame for another process. */
  public RemoteFrame remote() {
    return new RemoteFrame(dictionary.id(), size, packed);
  }

  @Override
  public byte[] json() {
    return dictionary.unpack(packed, size);
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
