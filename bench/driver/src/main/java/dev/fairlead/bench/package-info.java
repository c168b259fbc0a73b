/**
 * Fairlead beside its peers: the same operator on each framework, put to the same work on the same
 * real API server, one after the other in one session. {@link dev.fairlead.bench.BenchCommand} is
 * the command, {@link dev.fairlead.bench.Bench} the order of things.
 */
@NullMarked
package dev.fairlead.bench;

import org.jspecify.annotations.NullMarked;
