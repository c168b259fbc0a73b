package dev.fairlead.mesh.bus;

/** What is published to everybody who listens. */
public enum Topic {
  /** {@link dev.fairlead.protocol.message.Announce} of workers. */
  ANNOUNCE,
  /** {@link dev.fairlead.protocol.message.Vacated} of owners. */
  OWNERSHIP,
  /** {@link dev.fairlead.protocol.flight.FlightRecord} of owners. */
  FLIGHTS,
  /** {@link dev.fairlead.mesh.presence.Presence} of every process. */
  PRESENCE
}
