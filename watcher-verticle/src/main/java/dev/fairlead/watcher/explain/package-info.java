/**
 * Why an object is as it is. {@link dev.fairlead.watcher.explain.Evidence} is all that is known at
 * one moment; {@link dev.fairlead.watcher.explain.Diagnosis} finds the one {@link
 * dev.fairlead.watcher.explain.Cause} that is told; each cause has its word for machines and its
 * sentence for people. Pure, but for the question who else writes to an object, which is asked of
 * the API server when a conflict is to be explained.
 */
@NullMarked
package dev.fairlead.watcher.explain;

import org.jspecify.annotations.NullMarked;
