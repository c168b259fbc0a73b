package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.pool.Pools;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What all attempts of a process have in common.
 *
 * @param self the worker
 * @param zone where it runs; empty if unknown
 */
record Surroundings(
    KubeConnection kube,
    Decoder decoder,
    Spans spans,
    StatusService status,
    RemoteSnapshots snapshots,
    LiveObjects live,
    Pools pools,
    Journal journal,
    Incarnation self,
    Optional<String> zone,
    InstantSource clock) {}
