package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Conditions;
import dev.fairlead.protocol.status.ReportedCondition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status service: it writes what an intent says under the version that the attempt saw, within
 * the intent's deadline, and answers. The status of a primary is its one condition, Ready, as a
 * text.
 */
final class SimulatedStatus {

  static final Condition.Type READY = Condition.of("Ready");

  private final World world;
  private SimulatedProcess process;
  private int restarts;

  /** Hears the answer, and when the status was written by true time. */
  interface Asker {
    void told(StatusReply reply, long committedMillis);
  }

  SimulatedStatus(World world) {
    this.world = world;
    this.process = new SimulatedProcess("status", world.schedule(), world.chance());
  }

  SimulatedProcess process() {
    return process;
  }

  /** It dies with all that it was doing, and another one takes its place. */
  void restart() {
    process.die();
    restarts++;
    process = new SimulatedProcess("status'" + restarts, world.schedule(), world.chance());
  }

  /** What an attempt that ends like this says of its primary; empty if it says nothing. */
  static Optional<Condition> said(ObservedObject primary, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Optional.of(ready(primary));
      case Outcome.LookAgain later -> Optional.of(ready(primary));
      case Outcome.Failed(String reason, String message) ->
          Optional.of(READY.isFalse(reason, message));
      case Outcome.Rejected(String reason, String message) ->
          Optional.of(READY.isFalse(reason, message));
      case Outcome.RetryAfter retry -> Optional.empty();
      case Outcome.Stale stale -> Optional.empty();
      case Outcome.Abandoned abandoned -> Optional.empty();
    };
  }

  private static Condition ready(ObservedObject primary) {
    return READY.isTrue(
        "Reconciled", primary.metadata().fields().getOrDefault(Resources.COLOR, ""));
  }

  /** Takes in an intent. */
  void handle(StatusIntent intent, SimulatedProcess asker, Asker answer) {
    List<ReportedCondition> observed = reported(text(intent.observed()));
    List<ReportedCondition> merged =
        Conditions.merge(
            observed, intent.conditions(), intent.generation(), Instant.ofEpochMilli(0));
    if (merged.equals(observed)) {
      reply(asker, new StatusReply.Unchanged(), 0, answer);
      return;
    }
    SimulatedProcess here = process;
    SimulatedCall.send(
        world,
        here,
        intent.token(),
        new SimulatedWrite.Status(intent.primary(), intent.version(), text(merged)),
        intent.deadlineMillis(),
        new SimulatedCall.Caller() {
          @Override
          public void answered(SimulatedApiServer.Answer done, long committedMillis) {
            StatusReply reply =
                switch (done) {
                  case SimulatedApiServer.Answer.Done(int code, String uid, ResourceVersion at) ->
                      new StatusReply.Written(uid, at);
                  case SimulatedApiServer.Answer.Deleted deleted -> new StatusReply.Gone();
                  case SimulatedApiServer.Answer.Conflict conflict ->
                      new StatusReply.Conflict(intent.version());
                };
            reply(asker, reply, committedMillis, answer);
          }

          @Override
          public void unanswered() {
            reply(asker, new StatusReply.Unanswered("no answer"), 0, answer);
          }
        });
  }

  private void reply(SimulatedProcess asker, StatusReply reply, long committed, Asker answer) {
    world.network().send(process, asker, reply, () -> answer.told(reply, committed));
  }

  /** The status of a primary as an attempt sees it. */
  static Frame frame(ObservedObject primary) {
    String text = primary.metadata().fields().getOrDefault(Resources.READY, "");
    return Frame.ofJson(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The condition Ready of a primary, if it has one. */
  static Optional<ReportedCondition> ready(String text) {
    return reported(text).stream().findFirst();
  }

  private static String text(Frame frame) {
    return new String(frame.json(), StandardCharsets.UTF_8);
  }

  private static String text(List<ReportedCondition> conditions) {
    ReportedCondition ready = conditions.getFirst();
    return String.join(
        "|",
        ready.status(),
        ready.reason(),
        ready.message(),
        Long.toString(ready.observedGeneration()));
  }

  private static List<ReportedCondition> reported(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> parts = List.of(text.split("\\|", -1));
    return List.of(
        new ReportedCondition(
            READY.name(),
            parts.get(0),
            parts.get(1),
            parts.get(2),
            Long.parseLong(parts.get(3)),
            Instant.ofEpochMilli(0).toString()));
  }
}
