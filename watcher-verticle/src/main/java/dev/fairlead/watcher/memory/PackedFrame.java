package dev.fairlead.watcher.memory;

import dev.fairlead.protocol.object.Frame;

/** A frame that is unpacked whenever somebody reads it. */
final class PackedFrame extends Frame {

  private final byte[] packed;
  private final int size;
  private final PackDictionary dictionary;

  PackedFrame(byte[] packed, int size, PackDictionary dictionary) {
    this.packed = packed;
    this.size = size;
    this.dictionary = dictionary;
  }

  @Override
  public byte[] json() {
    return Unpacker.unpack(packed, size, dictionary.decompress());
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
