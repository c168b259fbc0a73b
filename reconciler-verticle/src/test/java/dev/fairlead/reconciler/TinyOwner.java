package dev.fairlead.reconciler;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An owner with no queue: it greets one worker, permits what it assigned, releases all reports. */
final class TinyOwner {

  private static final long PERMIT_MILLIS = 5_000;

  final Incarnation self;
  final Incarnation worker;
  private final MeshBus bus;
  private final Partition partition;
  private final long epoch;
  private final AtomicLong attempts = new AtomicLong();
  private final Set<Token> standing = ConcurrentHashMap.newKeySet();
  private final Map<Token, CompletableFuture<Finished>> reports = new ConcurrentHashMap<>();
  final CompletableFuture<Long> firstBeat = new CompletableFuture<>();
  private volatile long lastBeat;

  TinyOwner(MeshBus bus, Incarnation worker, String controller, long epoch) {
    this.self = new Incarnation("owner-of-" + controller);
    this.bus = bus;
    this.worker = worker;
    this.partition = Partition.whole(controller);
    this.epoch = epoch;
    bus.consume(new Address(self, Role.WATCHER), this::take);
    bus.listen(Topic.ANNOUNCE, this::greet);
  }

  CompletableFuture<Finished> assign(NamespacedName key, Snapshot snapshot, Duration deadline) {
    return assign(key, snapshot, deadline, 0);
  }

  CompletableFuture<Finished> assign(
      NamespacedName key, Snapshot snapshot, Duration deadline, int failures) {
    firstBeat.join();
    Token token = new Token(partition, epoch, key, attempts.incrementAndGet());
    CompletableFuture<Finished> report = new CompletableFuture<>();
    reports.put(token, report);
    standing.add(token);
    send(
        new Assign(
            token,
            self,
            lastBeat,
            PERMIT_MILLIS,
            deadline.toMillis(),
            List.of(Reason.of(Reason.Type.PRIMARY_CHANGED, "")),
            TraceContext.NONE,
            failures,
            snapshot));
    return report;
  }

  /** From the next beat on nothing that runs is permitted any more. */
  void revokeAll() {
    standing.clear();
  }

  private void greet(Object message) {
    if (message instanceof Announce announce
        && announce.worker().equals(worker)
        && !firstBeat.isDone()) {
      send(new Hello(self, partition, epoch));
    }
  }

  private void take(Object message) {
    switch (message) {
      case Beat beat -> {
        lastBeat = beat.sequence();
        Set<Token> confirmed = ConcurrentHashMap.newKeySet();
        confirmed.addAll(beat.inFlight());
        confirmed.retainAll(standing);
        send(new Permit(self, partition, epoch, beat.sequence(), confirmed, PERMIT_MILLIS));
        firstBeat.complete(beat.sequence());
      }
      case Finished finished -> {
        send(new Released(finished.token(), self));
        Optional.ofNullable(reports.get(finished.token()))
            .ifPresent(report -> report.complete(finished));
      }
      case AssignReply.Refused refused ->
          Optional.ofNullable(reports.get(refused.token()))
              .ifPresent(report ->
                  report.completeExceptionally(new IllegalStateException(refused.toString())));
      default -> {}
    }
  }

  private void send(Object message) {
    bus.send(new Address(worker, Role.RECONCILER), message);
  }
}
