package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.dispatch.HoldEntry;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.dispatch.Zones;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An owner, its cache of Deployments, and workers. Messages wait on the wire until a story delivers
 * or loses them; beats, permits and announcements travel by themselves, unless a worker is cut off.
 */
final class MeshStage implements Story.Stage {

  private static final Incarnation OWNER = new Incarnation("owner");
  private static final Partition PARTITION = Partition.whole("memcached");
  private static final long DEADLINE_MILLIS = 30_000;

  private final SharedInformer informer = new SharedInformer(Set.of());
  private final Dispatcher owner =
      new Dispatcher(
          OWNER,
          PARTITION,
          Tenure.alone(7),
          DispatcherSettings.defaults(1),
          Map.of(Objects.DEPLOYMENTS, informer.lister()),
          Zones.NONE);
  private final Map<String, StageWorker> workers = new LinkedHashMap<>();
  private final List<Envelope> wire = new ArrayList<>();
  private List<String> happened = new ArrayList<>();
  private long now;
  private long ownerWake = Long.MAX_VALUE;

  /** A message on its way. */
  record Envelope(String to, Object message, Runnable arrival) {

    String kind() {
      return message.getClass().getSimpleName();
    }
  }

  @Override
  public List<String> play(List<String> words) {
    happened = new ArrayList<>();
    String second = words.size() > 1 ? words.get(1) : "";
    StageWorker worker = workers.get(words.getFirst());
    if (worker != null) {
      worker.play(words.subList(1, words.size()));
      return happened;
    }
    switch (words.getFirst()) {
      case "worker" -> {
        StageWorker started = new StageWorker(this, second, Integer.parseInt(words.get(3)));
        workers.put(second, started);
        started.handle(new WorkerInput.Ticked());
      }
      case "time" -> pass(Long.parseLong(second));
      case "deliver" -> deliver(words.subList(1, words.size()));
      case "lose" -> wire.removeIf(envelope -> lost(envelope, second));
      case "repeat" -> repeat(second);
      case "cache" -> cache(words.subList(1, words.size()));
      case "limited" ->
          say(owner.view().limitedBy().map(rate -> "by " + rate).orElse("by nothing"));
      case "view" -> view(owner.view(Objects.name(second)));
      default -> owner(OwnerCommands.input(words));
    }
    return happened;
  }

  long now() {
    return now;
  }

  void say(String line) {
    happened.add(line);
  }

  /** Lets the owner take in something. */
  void owner(DispatcherInput input) {
    for (DispatcherEffect effect : owner.handle(input, now)) {
      run(effect);
    }
  }

  private void run(DispatcherEffect effect) {
    switch (effect) {
      case DispatcherEffect.Assign assign -> assign(assign);
      case DispatcherEffect.SendHello hello ->
          send(hello.worker(), hello.hello(), new WorkerInput.HelloReceived(hello.hello()));
      case DispatcherEffect.SendPermit permit ->
          send(permit.worker(), permit.permit(), new WorkerInput.PermitReceived(permit.permit()));
      case DispatcherEffect.SendReleased released ->
          send(
              released.worker(),
              released.released(),
              new WorkerInput.ReleasedReceived(released.released()));
      case DispatcherEffect.WakeAt(long at) -> ownerWake = at;
      case DispatcherEffect.ReportWentBack wentBack -> say("owner -> " + Text.of(wentBack));
      case DispatcherEffect.AttemptOver over ->
          say("owner: " + Text.of(over.finished().token()) + " is over");
      case DispatcherEffect.Settle settle -> say("owner -> " + Text.of(settle));
      case DispatcherEffect.ReadBarrier read -> say("owner -> " + Text.of(read));
      case DispatcherEffect.ReportLost lost -> say("owner -> " + Text.of(lost));
      case DispatcherEffect.Abdicate abdicate -> say("owner -> " + Text.of(abdicate));
      case DispatcherEffect.WantRoster want -> say("owner -> " + Text.of(want));
      case DispatcherEffect.Probe probe -> say("owner -> " + Text.of(probe));
      case DispatcherEffect.ReachNobody alone -> say("owner -> " + Text.of(alone));
      case DispatcherEffect.Settled settled -> say("owner -> " + Text.of(settled));
    }
  }

  private void assign(DispatcherEffect.Assign assign) {
    Assign message =
        new Assign(
            assign.token(),
            OWNER,
            assign.beat(),
            assign.permitMillis(),
            DEADLINE_MILLIS,
            assign.reasons(),
            TraceContext.NONE,
            assign.failures(),
            new Snapshot(Optional.empty(), List.of(), List.of()));
    send(assign.worker(), message, new WorkerInput.AssignReceived(message));
  }

  private void send(Incarnation to, Object message, WorkerInput input) {
    StageWorker worker = workers.get(to.id());
    if (worker != null) {
      send("owner", worker.name(), message, worker.cutOff(), () -> worker.handle(input));
    }
  }

  /** Puts a message on the wire; what keeps a mesh alive arrives at once and is not told. */
  void send(String from, String to, Object message, boolean cut, Runnable arrival) {
    Envelope envelope = new Envelope(to, message, arrival);
    boolean hushed = Set.of("Beat", "Permit", "SendAnnounce").contains(envelope.kind());
    if (!hushed) {
      say(from + " -> " + to + " " + Text.of(message));
    }
    if (cut) {
      return;
    }
    if (hushed) {
      arrival.run();
    } else {
      wire.add(envelope);
    }
  }

  private void deliver(List<String> kinds) {
    while (true) {
      Optional<Envelope> next =
          wire.stream()
              .filter(envelope -> kinds.isEmpty() || kinds.contains(envelope.kind()))
              .findFirst();
      if (next.isEmpty()) {
        return;
      }
      wire.remove(next.get());
      arrive(next.get());
      if (!kinds.isEmpty()) {
        return;
      }
    }
  }

  private void arrive(Envelope envelope) {
    say(envelope.to() + " <- " + envelope.kind());
    envelope.arrival().run();
  }

  private boolean lost(Envelope envelope, String kind) {
    boolean lost = kind.isEmpty() || envelope.kind().equals(kind);
    if (lost) {
      say(envelope.kind() + " to " + envelope.to() + " is lost");
    }
    return lost;
  }

  private void repeat(String kind) {
    List<Envelope> again = wire.stream().filter(envelope -> envelope.kind().equals(kind)).toList();
    again.forEach(this::arrive);
  }

  private void pass(long until) {
    while (true) {
      long next = ownerWake;
      for (StageWorker worker : workers.values()) {
        next = Math.min(next, worker.wakeMillis());
      }
      if (next > until) {
        now = until;
        return;
      }
      now = Math.max(now, next);
      for (StageWorker worker : List.copyOf(workers.values())) {
        worker.tick();
      }
      if (ownerWake <= now) {
        ownerWake = Long.MAX_VALUE;
        owner(new DispatcherInput.Ticked());
      }
    }
  }

  private void cache(List<String> words) {
    switch (words.getFirst()) {
      case "shows" -> {
        ObservedObject object = Objects.of(words.subList(1, 4));
        change(new Delta.Updated(object));
        owner(new DispatcherInput.ObjectObserved(object));
        switch (words.size() > 4 ? words.get(4) : "") {
          case "status" -> owner(new DispatcherInput.ChangePassedOver(object));
          case "spec" -> owner(OwnerCommands.touched(words.get(1), Reason.Type.PRIMARY_CHANGED));
          default -> {}
        }
        progress(words.get(3));
      }
      case "loses" -> {
        ObservedObject object = Objects.of(words.subList(1, 4));
        change(new Delta.Deleted(object, false));
        owner(new DispatcherInput.ObjectGone(object.ref(), words.get(2)));
        progress(words.get(3));
      }
      default -> progress(words.get(1));
    }
  }

  private void change(Delta delta) {
    informer.add(delta);
    informer.pop();
  }

  private void progress(String version) {
    owner(new DispatcherInput.Progressed(Objects.DEPLOYMENTS, new ResourceVersion(version)));
  }

  private void view(KeyView view) {
    String worker = view.worker().map(at -> " at " + at).orElse("");
    say(view.key() + " is " + view.phase() + worker + " " + Text.of(view.reasons()));
    view.untilMillis().ifPresent(until -> say("  until " + until));
    for (HoldEntry hold : view.holds()) {
      say("  waits for " + hold.waitsFor());
    }
    if (view.dueAgain()) {
      say("  and is due again");
    }
  }

  /** The token that a worker runs of a key. */
  static Token running(Set<Token> tokens, String key) {
    return tokens.stream()
        .filter(token -> token.key().equals(Objects.name(key)))
        .findFirst()
        .orElseThrow();
  }

  /** What a story says to the owner. */
  static final class OwnerCommands {

    private OwnerCommands() {}

    static DispatcherInput input(List<String> words) {
      String second = words.size() > 1 ? words.get(1) : "";
      return switch (words.getFirst()) {
        case "synced" -> new DispatcherInput.SyncedChanged(true);
        case "unsynced" -> new DispatcherInput.SyncedChanged(false);
        case "touch" -> touched(second, Reason.Type.valueOf(words.get(2)));
        case "gone" -> new DispatcherInput.KeyGone(Objects.name(second));
        case "pause" -> new DispatcherInput.KeyPaused(Objects.name(second), true);
        case "resume" -> new DispatcherInput.KeyPaused(Objects.name(second), false);
        case "rate" ->
            new DispatcherInput.RateChanged(
                RateLimit.of(Double.parseDouble(second), Integer.parseInt(words.get(2))));
        case "missed" -> new DispatcherInput.WorkerSuspected(new Incarnation(second));
        case "dead" -> new DispatcherInput.WorkerProvenDead(new Incarnation(second));
        case "read" -> read(words);
        case "barrier" ->
            new DispatcherInput.BarrierRead(
                Long.parseLong(second), Objects.DEPLOYMENTS, new ResourceVersion(words.get(2)));
        default -> throw new IllegalArgumentException("no such command: " + words);
      };
    }

    static DispatcherInput touched(String key, Reason.Type type) {
      return new DispatcherInput.KeyTouched(
          Objects.name(key),
          Reason.of(type, ""),
          type == Reason.Type.USER_REQUEST ? Priority.USER_REQUEST : Priority.CHANGE);
    }

    private static DispatcherInput read(List<String> words) {
      long read = Long.parseLong(words.get(1));
      return words.get(2).equals("finds")
          ? new DispatcherInput.SettledPresent(
              read, Objects.ref(words.get(3)), words.get(4), new ResourceVersion(words.get(5)))
          : new DispatcherInput.SettledAbsent(read, Objects.ref(words.get(3)));
    }
  }
}
