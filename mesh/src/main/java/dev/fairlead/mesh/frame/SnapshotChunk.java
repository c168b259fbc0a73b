package dev.fairlead.mesh.frame;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/**
 * A piece of the frame of a snapshot.
 *
 * @param chunks how many there are
 */
public record SnapshotChunk(int chunks, Buffer bytes) {

  /** The length of all but the last. */
  public static final int BYTES = 192 << 10;

  /** The bound of a snapshot. */
  public static final int SNAPSHOT_BYTES_MAX = 16 << 20;

  private static final int CHUNKS_MAX = SNAPSHOT_BYTES_MAX / BYTES + 1;

  public SnapshotChunk {
    if (chunks < 1 || chunks > CHUNKS_MAX) {
      throw new IllegalArgumentException(chunks + " chunks");
    }
  }

  /**
   * One piece of a whole.
   *
   * @throws IndexOutOfBoundsException if there is no such piece
   */
  public static SnapshotChunk of(Buffer whole, int chunk) {
    int chunks = Math.max(1, Math.ceilDiv(whole.length(), BYTES));
    int from = Objects.checkIndex(chunk, chunks) * BYTES;
    return new SnapshotChunk(chunks, whole.getBuffer(from, Math.min(from + BYTES, whole.length())));
  }
}
