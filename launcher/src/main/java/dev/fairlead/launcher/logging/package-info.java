/**
 * The log of a process: one line for each event, JSON in the names of the Elastic Common Schema or
 * text for a person, on standard error or in a file that is rolled by size. The {@link
 * dev.fairlead.launcher.logging.LogBook} takes it from the configuration, again whenever that
 * changes. Every line about an attempt has what {@link dev.fairlead.mesh.telemetry.LogFields} says
 * of it.
 */
@NullMarked
package dev.fairlead.launcher.logging;

import org.jspecify.annotations.NullMarked;
