/**
 * Writes, each of which carries the uid and the resourceVersion it was decided on, so that a late
 * one does nothing. What came of it is a value. Nothing is retried: a repeated write would be
 * decided on an older state.
 */
@NullMarked
package dev.fairlead.kube.write;

import org.jspecify.annotations.NullMarked;
