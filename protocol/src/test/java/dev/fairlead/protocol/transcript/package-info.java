/**
 * Stories of the protocol as texts that people read and a test replays, after etcd-raft's
 * data-driven tests.
 */
@NullMarked
package dev.fairlead.protocol.transcript;

import org.jspecify.annotations.NullMarked;
