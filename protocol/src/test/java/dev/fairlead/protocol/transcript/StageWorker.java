package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A worker in a story. */
final class StageWorker {

  private final MeshStage stage;
  private final String name;
  private final Incarnation incarnation;
  private final Worker worker;
  private final Set<Token> threads = new HashSet<>();
  private final List<WriteEntry> writes = new ArrayList<>();
  private long wakeMillis = Long.MAX_VALUE;
  private boolean cutOff;
  private boolean dead;

  StageWorker(MeshStage stage, String name, int slots) {
    this.stage = stage;
    this.name = name;
    this.incarnation = new Incarnation(name);
    this.worker =
        new Worker(
            incarnation, "", Map.of("memcached", Limits.fixed(slots)), WorkerSettings.defaults());
  }

  String name() {
    return name;
  }

  boolean cutOff() {
    return cutOff || dead;
  }

  long wakeMillis() {
    return dead ? Long.MAX_VALUE : wakeMillis;
  }

  void tick() {
    if (wakeMillis <= stage.now() && !dead) {
      wakeMillis = Long.MAX_VALUE;
      handle(new WorkerInput.Ticked());
    }
  }

  void play(List<String> words) {
    switch (words.getFirst()) {
      case "gate" ->
          stage.say(
              Text.of(
                  worker.gate(MeshStage.running(worker.inFlight(), words.get(1)), stage.now())));
      case "creates" -> writes.add(written("create", 201, words));
      case "writes" -> writes.add(written("patch", 200, words));
      case "meets" ->
          writes.add(
              new WriteEntry.Refused(Objects.ref(words.get(1)), "create", 409, "already there"));
      case "deletes" ->
          writes.add(new WriteEntry.Gone(Objects.ref(words.get(1)), "delete", 200, words.get(2)));
      case "gets-no-answer" ->
          writes.add(new WriteEntry.Unanswered(Objects.ref(words.get(1)), "patch"));
      case "ends" -> end(words);
      case "cut" -> cutOff = true;
      case "heals" -> cutOff = false;
      case "dies" -> dead = true;
      case "drains" -> handle(new WorkerInput.DrainStarted());
      case "suspended" -> handle(new WorkerInput.ClockDiverged());
      default -> throw new IllegalArgumentException("no such command: " + words);
    }
  }

  private static WriteEntry written(String verb, int code, List<String> words) {
    return new WriteEntry.Written(
        Objects.ref(words.get(1)), verb, code, words.get(2), new ResourceVersion(words.get(3)));
  }

  private void end(List<String> words) {
    Token token = MeshStage.running(threads, words.get(1));
    threads.remove(token);
    Outcome outcome =
        switch (words.get(2)) {
          case "done" -> new Outcome.Done();
          case "failed" -> new Outcome.Failed("Thrown", "the reconciler threw");
          case "look-again" -> new Outcome.LookAgain(Long.parseLong(words.get(3)));
          case "stale" ->
              new Outcome.Stale(
                  Objects.ref(words.get(3)),
                  words.size() > 4 ? new ResourceVersion(words.get(4)) : ResourceVersion.NONE);
          default -> throw new IllegalArgumentException("no such outcome: " + words);
        };
    List<WriteEntry> written = List.copyOf(writes);
    writes.clear();
    handle(new WorkerInput.AttemptEnded(token, outcome, written, TraceContext.NONE, Waits.NONE));
  }

  void handle(WorkerInput input) {
    for (WorkerEffect effect : worker.handle(input, stage.now())) {
      run(effect);
    }
  }

  private void run(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.SendAnnounce announce ->
          send(announce, new DispatcherInput.WorkerAnnounced(incarnation));
      case WorkerEffect.SendPromise promise ->
          send(promise.promise(), new DispatcherInput.PromiseReceived(promise.promise()));
      case WorkerEffect.SendBeat beat ->
          send(beat.beat(), new DispatcherInput.BeatReceived(beat.beat()));
      case WorkerEffect.SendAssignReply reply ->
          send(reply.reply(), new DispatcherInput.AssignAnswered(reply.reply()));
      case WorkerEffect.SendFinished finished ->
          send(finished.finished(), new DispatcherInput.FinishedReceived(finished.finished()));
      case WorkerEffect.Start start -> {
        threads.add(start.assign().token());
        stage.say(name + " starts " + Text.of(start.assign().token()));
      }
      case WorkerEffect.Interrupt interrupt ->
          stage.say(name + " interrupts " + Text.of(interrupt.token()) + ": " + interrupt.why());
      case WorkerEffect.ReportZombie(Token token) -> {
        stage.say(name + " has a zombie: " + Text.of(token));
        handle(new WorkerInput.AttemptGivenUp(token, List.copyOf(writes), TraceContext.NONE));
        writes.clear();
      }
      case WorkerEffect.Drained drained -> stage.say(name + " is drained");
      case WorkerEffect.WakeAt(long at) -> wakeMillis = at;
    }
  }

  private void send(Object message, DispatcherInput input) {
    stage.send(name, "owner", message, cutOff(), () -> stage.owner(input));
  }
}
