/**
 * How a watcher comes to own partitions: an {@link dev.fairlead.watcher.ownership.Election} drives
 * the elector of each, with the Leases of the API server and what is known of other processes.
 */
@NullMarked
package dev.fairlead.watcher.ownership;

import org.jspecify.annotations.NullMarked;
