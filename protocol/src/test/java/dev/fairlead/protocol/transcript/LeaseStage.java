package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElector;
import dev.fairlead.protocol.ownership.LeaderElectorEffect;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Lease and the watchers that contend for it. The API server answers at once, unless a watcher is
 * cut off; renewals that change nothing are not told.
 */
final class LeaseStage implements Story.Stage {

  private final Map<String, Watcher> watchers = new LinkedHashMap<>();
  private List<String> happened = new ArrayList<>();
  private Lease lease = new Lease.Absent();
  private long versions;
  private long now;

  @Override
  public List<String> play(List<String> words) {
    happened = new ArrayList<>();
    String second = words.size() > 1 ? words.get(1) : "";
    Watcher watcher = watchers.get(words.getFirst());
    if (watcher != null) {
      watcher.play(words.subList(1, words.size()));
      return happened;
    }
    switch (words.getFirst()) {
      case "watcher" -> {
        Watcher started = new Watcher(second, watchers.size());
        watchers.put(second, started);
        started.handle(new LeaderElectorInput.Ticked());
      }
      case "time" -> pass(Long.parseLong(second));
      case "missed" -> tellAll(new LeaderElectorInput.Suspected(new Incarnation(second)));
      case "proven-dead" -> tellAll(new LeaderElectorInput.ProvenDead(new Incarnation(second)));
      case "lease" -> happened.add(Text.of(lease));
      case "a-hand-deletes-it" -> lease = new Lease.Absent();
      case "a-hand-empties-the-holder" -> {
        Lease.Kept kept = (Lease.Kept) lease;
        lease = new Lease.Edited(kept.uid(), next(), kept.record().epoch());
      }
      case "another-program-creates-it" ->
          lease = new Lease.Foreign("it has no annotation of ours");
      default -> throw new IllegalArgumentException("no such command: " + words);
    }
    return happened;
  }

  private void tellAll(LeaderElectorInput input) {
    watchers.values().forEach(watcher -> watcher.handle(input));
  }

  private ResourceVersion next() {
    versions++;
    return new ResourceVersion(Long.toString(versions));
  }

  private void pass(long until) {
    while (true) {
      long next = Long.MAX_VALUE;
      for (Watcher watcher : watchers.values()) {
        next = Math.min(next, watcher.wakeMillis);
      }
      if (next > until) {
        now = until;
        return;
      }
      now = Math.max(now, next);
      watchers.values().forEach(Watcher::tick);
    }
  }

  private final class Watcher {

    private final String name;
    private final LeaderElector elector;
    private long wakeMillis = Long.MAX_VALUE;
    private boolean cut;
    private boolean dead;

    Watcher(String name, int seed) {
      this.name = name;
      this.elector = new LeaderElector(new Incarnation(name), LeaderElectorSettings.defaults(seed));
    }

    void play(List<String> words) {
      switch (words.getFirst()) {
        case "dies" -> {
          dead = true;
          wakeMillis = Long.MAX_VALUE;
        }
        case "is-cut-off" -> cut = true;
        case "is-back" -> cut = false;
        case "leaves" -> handle(new LeaderElectorInput.LeaveStarted());
        case "is-settled" -> handle(new LeaderElectorInput.Settled());
        case "reaches-nobody" -> handle(new LeaderElectorInput.ReachesNobody());
        case "closes" -> handle(new LeaderElectorInput.CloseStarted());
        case "was-suspended" -> handle(new LeaderElectorInput.ClockDiverged());
        case "is-refused" -> handle(new LeaderElectorInput.Abdicated(Long.parseLong(words.get(1))));
        case "wants" ->
            handle(
                new LeaderElectorInput.RosterWanted(
                    words.stream().skip(1).map(Incarnation::new).collect(Collectors.toSet())));
        default -> throw new IllegalArgumentException("no such command: " + words);
      }
    }

    void tick() {
      if (wakeMillis <= now && !dead) {
        wakeMillis = Long.MAX_VALUE;
        handle(new LeaderElectorInput.Ticked());
      }
    }

    void handle(LeaderElectorInput input) {
      if (!dead) {
        elector.handle(input, now).forEach(this::run);
      }
    }

    private void run(LeaderElectorEffect effect) {
      switch (effect) {
        case LeaderElectorEffect.ReadLease(long request) ->
            handle(
                cut
                    ? new LeaderElectorInput.Unanswered(request)
                    : new LeaderElectorInput.LeaseRead(request, lease));
        case LeaderElectorEffect.CreateLease(long request, LeaseRecord record) ->
            write(request, lease instanceof Lease.Absent, "u" + versions, record);
        case LeaderElectorEffect.UpdateLease(
                long request,
                String uid,
                ResourceVersion version,
                LeaseRecord record) ->
            write(request, isAt(uid, version), uid, record);
        case LeaderElectorEffect.WakeAt(long at) -> wakeMillis = at;
        case LeaderElectorEffect.Renewed renewed -> {}
        case LeaderElectorEffect.RosterAssured assured -> {}
        case LeaderElectorEffect.Begin begin -> say(effect);
        case LeaderElectorEffect.Leave leave -> say(effect);
        case LeaderElectorEffect.End end -> say(effect);
        case LeaderElectorEffect.Probe probe -> say(effect);
        case LeaderElectorEffect.ReportForeign report -> say(effect);
        case LeaderElectorEffect.Left left -> say(effect);
        case LeaderElectorEffect.Closed closed -> say(effect);
      }
    }

    private void say(LeaderElectorEffect effect) {
      happened.add("%d %s -> %s".formatted(now, name, Text.of(effect)));
    }

    private boolean isAt(String uid, ResourceVersion version) {
      return switch (lease) {
        case Lease.Kept kept -> kept.uid().equals(uid) && kept.version().equals(version);
        case Lease.Edited edited -> edited.uid().equals(uid) && edited.version().equals(version);
        case Lease.Absent absent -> false;
        case Lease.Foreign foreign -> false;
      };
    }

    private void write(long request, boolean asSeen, String uid, LeaseRecord record) {
      if (cut) {
        handle(new LeaderElectorInput.Unanswered(request));
      } else if (lease instanceof Lease.Absent && !uid.equals("u" + versions)) {
        handle(new LeaderElectorInput.Missing(request));
      } else if (!asSeen) {
        handle(new LeaderElectorInput.Conflicted(request));
      } else {
        boolean tells = !(lease instanceof Lease.Kept kept && kept.record().equals(record));
        Lease.Kept stored = new Lease.Kept(uid, next(), record);
        lease = stored;
        if (tells) {
          happened.add("%d %s writes %s".formatted(now, name, Text.of(record)));
        }
        handle(new LeaderElectorInput.Stored(request, uid, stored.version()));
      }
    }
  }
}
