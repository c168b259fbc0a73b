package dev.fairlead.protocol.query;

/** Where a key stands. */
public enum Phase {
  IDLE,
  DUE,
  DELAYED,
  RUNNING,
  HELD,
  PAUSED
}
