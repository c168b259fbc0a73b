/**
 * The API server as the bench sees it: the objects it writes, the children it waits for, and the
 * server's own count of calls.
 */
@NullMarked
package dev.fairlead.bench.cluster;

import org.jspecify.annotations.NullMarked;
