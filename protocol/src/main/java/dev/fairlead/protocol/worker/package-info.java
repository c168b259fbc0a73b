/**
 * The worker's side of the dispatch protocol: the {@link dev.fairlead.protocol.worker.Worker} of
 * one process accepts attempts, starts and interrupts them, reports them until they are released,
 * and answers for every single write whether it may go out: the gate.
 */
@NullMarked
package dev.fairlead.protocol.worker;

import org.jspecify.annotations.NullMarked;
