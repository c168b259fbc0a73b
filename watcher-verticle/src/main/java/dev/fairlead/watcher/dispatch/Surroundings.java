package dev.fairlead.watcher.dispatch;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.ownership.DeathProbe;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The world around the drivers of a watcher.
 *
 * @param zone where this process runs; empty if unknown
 * @param wallClock tells people when something was; machines have the loop's clock
 * @param deaths finds out whether another process is dead
 * @param transfers what attempts in other processes may still ask for
 */
public record Surroundings(
    EventLoop loop,
    String zone,
    InstantSource wallClock,
    MeshBus bus,
    Spans spans,
    ListerWatcher source,
    RandomGenerator random,
    DeathProbe deaths,
    Transfers transfers,
    DispatchObserver observer) {}
