package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.rollout.Rollout;
import dev.fairlead.protocol.rollout.RolloutEffect;
import dev.fairlead.protocol.rollout.RolloutInput;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One controller by its name, whatever its workers declare: the declaration that counts is served,
 * and the kinds of the others are watched beside it, so that one of them can follow at once. When
 * another one counts, the one before gives up its partitions in good order, and then the next
 * stands for them: a tenure serves one declaration from its beginning to its end. Lives on the
 * loop.
 */
final class ControllerRollout {

  private static final Logger LOG = LoggerFactory.getLogger(ControllerRollout.class);

  private static final int OTHERS_MAX = 16;

  private final Rollout rollout = new Rollout();
  private final Map<Declaration, ControllerWatch> watches = new LinkedHashMap<>();
  private final Function<Declaration, ControllerWatch> opener;
  private final EventLoop loop;
  private final boolean handsOver;
  private final Alarm alarm;

  /** What others declare where only one declaration is served from start to end. */
  private final Set<Declaration> others = new LinkedHashSet<>();

  private ControllerWatch serving;
  private boolean stands;
  private boolean givesUp;
  private boolean leaving;

  /**
   * Serves the first declaration from now on.
   *
   * @param handsOver whether one declaration can follow another; otherwise the first one counts
   * @param opener makes the watch of a declaration; nothing is watched yet
   */
  ControllerRollout(
      EventLoop loop,
      boolean handsOver,
      Declaration declaration,
      Function<Declaration, ControllerWatch> opener) {
    this.loop = loop;
    this.handsOver = handsOver;
    this.opener = opener;
    this.alarm = loop.alarm(() -> handle(new RolloutInput.Ticked()));
    this.serving = opener.apply(declaration);
    watches.put(declaration, serving);
  }

  /** What is served; while it gives up its partitions, still what was. */
  ControllerWatch serving() {
    return serving;
  }

  /** Workers that get no work, and why, one line each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    rollout.refused().forEach(declaration -> problems.add(refused(declaration)));
    others.forEach(declaration -> problems.add(other(declaration)));
    watches.forEach((declaration, watch) -> {
      if (watch != serving && !watch.synced()) {
        watch
            .problems()
            .forEach(problem ->
                problems.add("version " + declaration.version() + " waits: " + problem.sentence()));
      }
    });
    return problems;
  }

  /** A worker says that it is there, and what it declares. */
  void announced(Incarnation worker, Declaration declaration) {
    if (!handsOver && stands && !serving.declaration().equals(declaration)) {
      if (others.size() < OTHERS_MAX && others.add(declaration)) {
        LOG.warn("worker {}: {}", worker, other(declaration));
      }
      return;
    }
    handle(new RolloutInput.Announced(worker, declaration));
    if (serving.declaration().equals(declaration)) {
      serving.announced(worker);
    }
  }

  /** Treats it otherwise from now on, whatever its workers declare. */
  void treat(ControllerSettings.Of settings) {
    watches.forEach((declaration, watch) -> watch.treat(settings.of(declaration)));
    if (!watches.containsValue(serving)) {
      serving.treat(settings.of(serving.declaration()));
    }
  }

  /** Watches these namespaces from now on, empty for all, whatever its workers declare. */
  void narrow(List<String> namespaces) {
    Set<ControllerWatch> all = new LinkedHashSet<>(watches.values());
    all.add(serving);
    all.forEach(watch -> watch.narrow(namespaces));
  }

  /** The owner of a partition has not reached any worker for long. */
  void reachesNobody() {
    handle(new RolloutInput.ReachesNobody());
  }

  /** A watch is in step, is no longer, or has given up a partition. */
  void changed(ControllerWatch watch) {
    if (watch.synced() && watches.containsValue(watch)) {
      handle(new RolloutInput.InStep(watch.declaration()));
    }
    follow();
  }

  /** Gives up every partition, in good order, and stands for none any more. */
  void leave() {
    leaving = true;
    serving.leave();
  }

  /** Whether nothing is owned here, and nothing ever will be. */
  boolean left() {
    return leaving && serving.partitions().left();
  }

  /** Stops at once. */
  void close() {
    leaving = true;
    alarm.off();
    watches.values().forEach(ControllerWatch::close);
    serving.close();
  }

  private void handle(RolloutInput input) {
    rollout.handle(input, loop.nowMillis()).forEach(this::perform);
  }

  private void perform(RolloutEffect effect) {
    switch (effect) {
      case RolloutEffect.Watch(Declaration declaration) -> {
        watches.computeIfAbsent(declaration, opener).watch();
        LOG.info(
            "{}: version {} is announced, its kinds are watched",
            declaration.controller(),
            declaration.version());
      }
      case RolloutEffect.Accept(_) -> follow();
      case RolloutEffect.Forget(Declaration declaration) -> {
        ControllerWatch watch = watches.remove(declaration);
        if (watch != null && watch != serving) {
          watch.close();
        }
      }
      case RolloutEffect.Refuse(Incarnation worker, Declaration declaration) ->
          LOG.warn("worker {}: {}", worker, refused(declaration));
      case RolloutEffect.WakeAt(long atMillis) -> alarm.setAt(atMillis);
    }
  }

  /** Goes, step by step, from the declaration that is served to the one that counts. */
  private void follow() {
    Optional<Declaration> counts = rollout.accepted();
    if (leaving || counts.isEmpty()) {
      return;
    }
    if (!stands) {
      stands = true;
      serving.stand();
    } else if (givesUp && serving.partitions().left()) {
      givesUp = false;
      next(counts.get());
    } else if (!givesUp && !counts.get().equals(serving.declaration())) {
      LOG.info(
          "{}: version {} follows version {}",
          counts.get().controller(),
          counts.get().version(),
          serving.declaration().version());
      givesUp = true;
      serving.leave();
      follow();
    }
  }

  private void next(Declaration counts) {
    ControllerWatch before = serving;
    boolean mayComeAgain = watches.remove(before.declaration(), before);
    if (mayComeAgain) {
      ControllerWatch again = opener.apply(before.declaration());
      watches.put(before.declaration(), again);
      again.watch();
    }
    serving = watches.computeIfAbsent(counts, opener);
    before.close();
    serving.stand();
  }

  private static String refused(Declaration declaration) {
    return "version "
        + declaration.version()
        + " of "
        + declaration.controller()
        + " is declared in two ways, and the workers of the later one get no work: give every"
        + " build a version of its own";
  }

  private String other(Declaration declaration) {
    return "version "
        + declaration.version()
        + " of "
        + declaration.controller()
        + " gets no work, since a process that runs alone serves one declaration, version "
        + serving.declaration().version()
        + ": restart it";
  }
}
