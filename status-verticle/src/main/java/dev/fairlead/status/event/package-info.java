/**
 * Kubernetes Events about primaries. The {@link dev.fairlead.status.event.EventBook} decides what
 * is recorded, what only counts as a repetition and what is dropped; the {@link
 * dev.fairlead.status.event.EventRecorder} tells the API server. An Event that cannot be recorded
 * never fails an attempt.
 */
@NullMarked
package dev.fairlead.status.event;

import org.jspecify.annotations.NullMarked;
