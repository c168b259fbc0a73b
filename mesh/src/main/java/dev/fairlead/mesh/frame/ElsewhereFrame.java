package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.object.Frame;

/**
 * The frame of a primary whose snapshot was too large for its assignment: nothing of it is here,
 * and the attempt pulls it from its owner by {@link SnapshotQuery}. Reading it is a programming
 * error, so that nobody takes it for an object without content.
 */
public final class ElsewhereFrame extends Frame {

  /** There is one. */
  public static final ElsewhereFrame INSTANCE = new ElsewhereFrame();

  private ElsewhereFrame() {}

  @Override
  public byte[] json() {
    throw new IllegalStateException("the snapshot has to be pulled first");
  }

  @Override
  public int sizeBytes() {
    return 0;
  }

  @Override
  public int storedBytes() {
    return 0;
  }
}
