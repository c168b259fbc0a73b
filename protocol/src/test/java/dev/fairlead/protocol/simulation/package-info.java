/**
 * The simulation: one owner, several workers, an API server, people and other controllers, on a
 * seeded clock and network that lose, repeat, delay and reorder, while processes crash and pause.
 * It drives the very classes that run in production, and checks the invariants at every step.
 */
@NullMarked
package dev.fairlead.protocol.simulation;

import org.jspecify.annotations.NullMarked;
