/**
 * The status role tells people: it writes {@code /status} for attempts, records Events, and keeps a
 * bounded history of every object. All replicas hear the flight records, so any of them answers.
 */
@NullMarked
package dev.fairlead.status;

import org.jspecify.annotations.NullMarked;
