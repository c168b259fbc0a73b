package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Asks a status replica over the bus. Thread-safe; blocks. */
public final class StatusService {

  private final Questions questions;
  private final Supplier<Optional<Address>> replica;

  /**
   * The status service as it is reached from here.
   *
   * @param context where the bus is spoken to
   * @param replica a replica that is believed to be there
   * @param answer how long an answer is waited for
   */
  public StatusService(
      Context context, MeshBus bus, Supplier<Optional<Address>> replica, Duration answer) {
    this.questions = new Questions(context, bus, answer);
    this.replica = replica;
  }

  /** Asks, and takes silence for {@link StatusReply.Unanswered}. */
  StatusReply ask(StatusIntent intent) throws InterruptedException {
    Optional<Address> address = replica.get();
    if (address.isEmpty()) {
      return new StatusReply.Refused(
          503, "no process of the mesh runs the status role: start one with `run status`");
    }
    try {
      return questions.ask(address.get(), intent, StatusReply.class);
    } catch (ExecutionException unanswered) {
      return new StatusReply.Unanswered(
          "the status service did not answer: " + Questions.explain(unanswered));
    }
  }
}
