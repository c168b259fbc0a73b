package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.wire.WireFormat;

/**
 * What of the protocol between processes a program can do.
 *
 * @param speaks its own level
 * @param understands the lowest that it still works with
 */
public record ProtocolLevel(int speaks, int understands) {

  /** This program's. */
  public static final ProtocolLevel CURRENT = new ProtocolLevel(WireFormat.LEVEL, 1);

  boolean worksWith(ProtocolLevel other) {
    return speaks >= other.understands && other.speaks >= understands;
  }
}
