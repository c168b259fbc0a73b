/**
 * Who calls, and whether they may: {@link dev.fairlead.protocol.access.Reviews} asked off the event
 * loop, with a short memory, so that a caller who asks a hundred times costs the API server two
 * reviews in ten seconds.
 */
@NullMarked
package dev.fairlead.gateway.access;

import org.jspecify.annotations.NullMarked;
