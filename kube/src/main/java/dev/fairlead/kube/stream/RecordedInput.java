package dev.fairlead.kube.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Passes bytes on to the parser and keeps those since the last {@link #forgetBefore}, so that the
 * object just parsed can be cut out byte for byte. Holds one object and the parser's read-ahead.
 */
final class RecordedInput extends FilterInputStream implements JsonWindow {

  private final int bytesMax;
  private byte[] kept = new byte[16 * 1024];
  private int keptLength;
  private long keptFrom;

  RecordedInput(InputStream in, int bytesMax) {
    super(in);
    this.bytesMax = bytesMax;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      keep(target, offset, count);
    }
    return count;
  }

  private void keep(byte[] source, int offset, int count) throws IOException {
    if (keptLength + count > bytesMax) {
      throw new IOException("an object is larger than " + bytesMax + " bytes");
    }
    if (keptLength + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(kept.length * 2, keptLength + count));
    }
    System.arraycopy(source, offset, kept, keptLength, count);
    keptLength += count;
  }

  /** Drops what lies before the offset. */
  void forgetBefore(long offset) {
    int drop = Math.toIntExact(offset - keptFrom);
    System.arraycopy(kept, drop, kept, 0, keptLength - drop);
    keptLength -= drop;
    keptFrom = offset;
  }

  @Override
  public byte[] slice(long from, long to) {
    return Arrays.copyOfRange(
        kept, Math.toIntExact(from - keptFrom), Math.toIntExact(to - keptFrom));
  }
}
