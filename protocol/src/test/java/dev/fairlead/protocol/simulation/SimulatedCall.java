package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Token;

/**
 * One call to the API server: the request or its answer may be lost, the server may execute it long
 * after its caller gave up, and the client's library may send it twice.
 */
final class SimulatedCall {

  private final World world;
  private final SimulatedProcess from;
  private final Token token;
  private final SimulatedWrite write;
  private final Caller caller;
  private int era;
  private boolean over;

  /** Who waits for the answer. */
  interface Caller {

    /** The server answered; {@code committedMillis} is the true time at which it executed it. */
    void answered(SimulatedApiServer.Answer answer, long committedMillis);

    /** No answer came in time. */
    void unanswered();
  }

  private SimulatedCall(
      World world, SimulatedProcess from, Token token, SimulatedWrite write, Caller caller) {
    this.world = world;
    this.from = from;
    this.token = token;
    this.write = write;
    this.caller = caller;
  }

  static void send(
      World world,
      SimulatedProcess from,
      Token token,
      SimulatedWrite write,
      long timeoutMillis,
      Caller caller) {
    SimulatedCall call = new SimulatedCall(world, from, token, write, caller);
    from.after(timeoutMillis, call::timeOut);
    call.travel();
  }

  private void timeOut() {
    if (!over) {
      over = true;
      met(Fault.UNANSWERED);
      caller.unanswered();
    }
  }

  private void travel() {
    Chance chance = world.chance();
    if (happens(Fault.REQUEST_LOST) || cutOff()) {
      return;
    }
    world.writeSent();
    era = world.api().era();
    boolean late = happens(Fault.COMMITTED_LATE);
    long millis = late ? chance.between(1_000, 12_000) : chance.between(1, 10);
    world.schedule().after(millis, this::arrive);
  }

  private void arrive() {
    world.writeArrived();
    if (isGone()) {
      return;
    }
    boolean labelled =
        write instanceof SimulatedWrite.Create || write instanceof SimulatedWrite.Update;
    boolean stripped = labelled && happens(Fault.LABELS_STRIPPED);
    SimulatedApiServer.Answer answer =
        Commits.of(world, token, stripped ? write.unlabelled() : write);
    if (happens(Fault.RETRIED)) {
      world.writeSent();
      world.schedule().after(world.chance().between(1, 300), this::arriveAgain);
    } else {
      answer(answer);
    }
  }

  /** The connection broke before the answer, and the library tried again by itself. */
  private void arriveAgain() {
    world.writeArrived();
    if (isGone()) {
      return;
    }
    answer(Commits.of(world, token, write));
  }

  private void answer(SimulatedApiServer.Answer answer) {
    if (happens(Fault.ANSWER_LOST) || cutOff()) {
      return;
    }
    long committed = world.schedule().now();
    from.after(
        world.chance().between(1, 10),
        () -> {
          if (!over) {
            over = true;
            if (answer instanceof SimulatedApiServer.Answer.Conflict) {
              met(Fault.CONFLICT);
            }
            caller.answered(answer, committed);
          }
        });
  }

  /** Whether the server that it was sent to is no more. */
  private boolean isGone() {
    return world.api().away() || era != world.api().era();
  }

  private boolean cutOff() {
    return !world.network().reachesApi(from);
  }

  private boolean happens(Fault fault) {
    boolean happens = world.chance().happens(world.faults().of(fault));
    if (happens) {
      met(fault);
    }
    return happens;
  }

  private void met(Fault fault) {
    world.coverage().met(fault);
    world.coverage().met(fault, write.kind());
  }
}
