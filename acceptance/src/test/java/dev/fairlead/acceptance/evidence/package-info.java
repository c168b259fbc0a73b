/**
 * What is left behind by processes that have run, been killed, paused and cut off: the journals of
 * the workers, and the API server's audit log. The {@link dev.fairlead.acceptance.evidence.Checker}
 * proves the protocol's invariants from it; each is a class, by the name that it has in the
 * simulation where it is the same one.
 */
@NullMarked
package dev.fairlead.acceptance.evidence;

import org.jspecify.annotations.NullMarked;
