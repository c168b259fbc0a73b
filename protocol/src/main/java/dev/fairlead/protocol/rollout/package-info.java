/**
 * Mixed versions: which of the declarations that a controller's workers announce counts, while they
 * are updated or rolled back one after the other. {@link dev.fairlead.protocol.rollout.Rollout} is
 * the machine, one for each controller at each watcher.
 */
@NullMarked
package dev.fairlead.protocol.rollout;

import org.jspecify.annotations.NullMarked;
