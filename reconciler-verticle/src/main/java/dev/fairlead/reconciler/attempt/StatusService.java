package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Asks a status replica over the bus. Thread-safe; blocks. */
public final class StatusService {

  private final Context context;
  private final MeshBus bus;
  private final Supplier<Optional<Address>> replica;
  private final Duration answer;

  /**
   * The status service as it is reached from here.
   *
   * @param context where the bus is spoken to
   * @param replica a replica that is believed to be there
   * @param answer how long an answer is waited for
   */
  public StatusService(
      Context context, MeshBus bus, Supplier<Optional<Address>> replica, Duration answer) {
    this.context = context;
    this.bus = bus;
    this.replica = replica;
    this.answer = answer;
  }

  /** Asks, and takes silence for {@link StatusReply.Unanswered}. */
  StatusReply ask(StatusIntent intent) throws InterruptedException {
    Optional<Address> address = replica.get();
    if (address.isEmpty()) {
      return new StatusReply.Refused(
          503, "no process of the mesh runs the status role: start one with `run status`");
    }
    CompletableFuture<StatusReply> reply = new CompletableFuture<>();
    context.runOnContext(now ->
        bus.request(address.get(), intent, answer, StatusReply.class)
            .onComplete(reply::complete, reply::completeExceptionally));
    try {
      return reply.get();
    } catch (ExecutionException unanswered) {
      return new StatusReply.Unanswered(
          "the status service did not answer: "
              + Optional.ofNullable(unanswered.getCause()).orElse(unanswered).getMessage());
    }
  }
}
