package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run of a story under one schedule. It plays the watcher: it knows when the reconciler is to
 * be called and what it sees. For one thread.
 */
final class Run {

  /** More calls than this without coming to rest are a loop. */
  private static final int CALLS_MAX = 60;

  private static final int FAILURES_MAX = 8;
  private static final int QUIET_TIMERS = 3;
  private static final int NEIGHBOURS_STEPS_MAX = 20;

  /** What waits for longer than this is at rest: for the renewal of a certificate, say. */
  private static final Duration SOON_MAX = Duration.ofHours(1);

  /** No two calls are made at the same time. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private static final Duration BACKOFF = Duration.ofSeconds(1);

  private final Story<?> story;
  private final Server server;
  private final Worker worker;
  private final Schedule schedule;
  private final Optional<Reference> reference;
  private final ControllerDefinition<?> definition;
  private final NamespacedName key;
  private final View view;
  private final Neighbours neighbours;
  private final ForeignHand hand;
  private final Misfortune misfortune;

  private final List<String> log = new ArrayList<>();
  private final List<State> states = new ArrayList<>();
  private final List<Integer> writes = new ArrayList<>();
  private final Set<ObjectRef> deleted = new HashSet<>();
  private final Set<ObjectRef> recreated = new HashSet<>();
  private int step;
  private String seen = "";
  private Optional<Duration> timer = Optional.empty();
  private boolean again;
  private boolean moved;
  private int failures;
  private int quietTimers;
  private String trouble = "";

  Run(
      Story<?> story,
      Server server,
      Worker worker,
      Schedule schedule,
      Optional<Reference> reference) {
    this.story = story;
    this.server = server;
    this.worker = worker;
    this.schedule = schedule;
    this.reference = reference;
    this.definition = story.controller().get();
    this.key =
        new NamespacedName(
            story.primary().getMetadata().getNamespace() == null
                ? ""
                : story.primary().getMetadata().getNamespace(),
            story.primary().getMetadata().getName());
    this.view = new View(server, definition, key);
    this.neighbours = new Neighbours(server, story.others());
    this.hand = new ForeignHand(server, definition.name());
    this.misfortune = new Misfortune(server, schedule, this::touchAll);
  }

  /**
   * How a run went, up to its end or to where it diverged.
   *
   * @param writes how many each call asked for
   * @param made what is there in the end and was made by the controller
   */
  record Ended(
      List<State> states,
      List<Integer> writes,
      Set<ObjectRef> recreated,
      List<Key> made,
      List<String> log,
      Optional<String> divergence) {}

  Ended play() {
    server.reset();
    worker.restart(definition);
    Optional<String> divergence = Optional.empty();
    try {
      for (step = 0; step < story.steps().size(); step++) {
        log.add("step %d: %s".formatted(step + 1, story.steps().get(step).what()));
        story.steps().get(step).act().accept(this);
        rest();
      }
    } catch (Diverged diverged) {
      divergence = Optional.of(diverged.what());
    }
    return new Ended(states, writes, recreated, hand.madeByController(), log, divergence);
  }

  /** Lets the controller work until it is at rest, and looks at what there is then. */
  private void rest() throws Diverged {
    Optional<Integer> hurry =
        schedule.of(Trouble.HURRY, step).stream().findFirst().map(Disturbance::pick);
    int calls = 0;
    while (isDue()) {
      if (hurry.isPresent() && calls >= hurry.get()) {
        states.add(new State(Map.of(), "in a hurry"));
        return;
      }
      if (calls++ >= CALLS_MAX) {
        throw new Diverged(
            "It does not come to rest: %d calls after \"%s\" it still works"
                .formatted(CALLS_MAX, story.steps().get(step).what()));
      }
      call();
    }
    callWithoutChange();
    State state = State.of(server.objects(), trouble);
    states.add(state);
    compare(state);
  }

  private void compare(State state) throws Diverged {
    if (reference.isEmpty()) {
      return;
    }
    Optional<String> difference = reference.get().difference(step, state);
    if (difference.isPresent()) {
      throw new Diverged(
          "At rest after \"%s\" it is not as without disturbances: %s"
              .formatted(story.steps().get(step).what(), difference.get()));
    }
  }

  /** Lets others work and misfortune come, and says whether the reconciler is to be called then. */
  private boolean isDue() {
    int number = writes.size();
    // Something that came and went again was an event all the same.
    moved |= isChanged();
    misfortunesBefore(number);
    for (int i = 0; i < NEIGHBOURS_STEPS_MAX; i++) {
      long before = server.store().revision();
      neighbours.step();
      boolean quiet = server.store().revision() == before;
      boolean changed = isChanged();
      if (changed || quiet) {
        break;
      }
    }
    if (moved || isChanged() || (again && failures <= FAILURES_MAX)) {
      if (again) {
        server.pass(BACKOFF);
      }
      return true;
    }
    if (timer.filter(it -> it.compareTo(SOON_MAX) <= 0).isPresent() && quietTimers < QUIET_TIMERS) {
      server.pass(timer.orElseThrow());
      return true;
    }
    return false;
  }

  private boolean isChanged() {
    View now = new View(server, definition, key);
    return now.primary().isPresent() && !now.trigger().equals(seen);
  }

  private void misfortunesBefore(int number) {
    for (Disturbance it : misfortune.once(Trouble.TIME, number)) {
      log.add("  " + it);
      server.pass(Duration.ofHours(1));
    }
    if (reference.filter(it -> !it.states().get(step).trouble().isEmpty()).isPresent()) {
      // Where an object is rejected its children are left alone, whatever happens to them.
      return;
    }
    for (Disturbance it : misfortune.once(Trouble.FOREIGN_DELETE, number)) {
      hand.delete(view().controlled(), it.pick()).ifPresent(what -> log.add("  " + what));
    }
    for (Disturbance it : misfortune.once(Trouble.FOREIGN_EDIT, number)) {
      hand.edit(view().controlled(), it.pick()).ifPresent(what -> log.add("  " + what));
    }
  }

  private View view() {
    return new View(server, definition, key);
  }

  private void call() throws Diverged {
    int number = writes.size();
    long before = server.store().revision();
    view.catchUp(schedule.of(Trouble.STALE, number));
    seen = view.trigger();
    moved = false;
    boolean timed = timer.isPresent() && !again;
    Execution.End end = attempt(view, number, misfortune.gate(number));
    writes.add(misfortune.asked());
    note(end);
    conclude(end.outcome());
    if (misfortune.isDead()) {
      log.add("  the process is dead, and another one starts");
      worker.restart(story.controller().get());
      view.catchUp(List.of());
      again = true;
    }
    quietTimers = timed && server.store().revision() == before ? quietTimers + 1 : 0;
    if (schedule.has(Trouble.AGAIN, number)) {
      again = true;
    }
    keepPromises();
  }

  private Execution.End attempt(View seen, int number, Gate gate) {
    server.pass(TICK);
    try {
      return worker.attempt(definition.name(), key, number + 1, failures, seen, gate);
    } finally {
      server.sandbox().faults().clear();
    }
  }

  /** Whatever it has written, its caches show from now on. */
  private void note(Execution.End end) throws Diverged {
    String made = end.written().writes().stream().map(Run::words).collect(Collectors.joining(", "));
    log.add(
        "  call %d: %s%s"
            .formatted(writes.size(), end.outcome(), made.isEmpty() ? "" : "; " + made));
    for (WriteEntry entry : end.written().writes()) {
      view.mustShow(entry.ref().resource().qualified());
      if (entry instanceof WriteEntry.Gone gone && gone.verb().equals("delete")) {
        deleted.add(gone.ref());
      }
      if (entry instanceof WriteEntry.Written written
          && written.code() == 201
          && deleted.contains(written.ref())) {
        recreated.add(written.ref());
        if (reference.isPresent() && !reference.get().recreated().contains(written.ref())) {
          throw new Diverged(
              written.ref()
                  + " was deleted by the controller and then created again, which does not happen"
                  + " without disturbances");
        }
      }
    }
  }

  private static String words(WriteEntry entry) {
    return entry.verb()
        + " "
        + entry.ref()
        + switch (entry) {
          case WriteEntry.Written _, WriteEntry.Gone _ -> "";
          case WriteEntry.Refused refused -> " (" + refused.code() + ")";
          case WriteEntry.Unanswered _ -> " (no answer)";
        };
  }

  private void conclude(Outcome outcome) {
    timer = Optional.empty();
    again = false;
    trouble = "";
    switch (outcome) {
      case Outcome.Done() -> failures = 0;
      case Outcome.LookAgain(long millis) -> {
        failures = 0;
        timer = Optional.of(Duration.ofMillis(millis));
      }
      case Outcome.RetryAfter(long millis, String reason) -> {
        failures = 0;
        timer = Optional.of(Duration.ofMillis(millis));
        trouble = "waits: " + reason;
      }
      case Outcome.Failed(String reason, String _) -> {
        failures++;
        again = true;
        trouble = "failed: " + reason;
      }
      case Outcome.Rejected(String reason, String _) -> {
        failures = 0;
        trouble = "rejected: " + reason;
      }
      case Outcome.Stale(ObjectRef conflict, var _) -> {
        failures++;
        again = true;
        trouble = "conflict: " + conflict;
      }
      case Outcome.Abandoned(String reason) -> {
        again = true;
        trouble = "abandoned: " + reason;
      }
    }
  }

  /** At rest a call changes nothing: otherwise something was left undone, or is never done. */
  private void callWithoutChange() throws Diverged {
    if (!trouble.isEmpty() || view().primary().isEmpty()) {
      return;
    }
    long before = server.store().revision();
    Execution.End end = attempt(view(), writes.size(), _ -> new GateDecision.Pass(10_000));
    List<WriteEntry> made = end.written().writes();
    if (server.store().revision() != before) {
      throw new Diverged(
          "A call at rest, as at a resync, still writes (%s): either it writes something else each"
                  .formatted(made.stream().map(Run::words).collect(Collectors.joining(", ")))
              + " time, or nothing called it when that was due; declare with @Owns or @Reads what"
              + " it depends on, or return lookAgainAfter");
    }
  }

  private void keepPromises() throws Diverged {
    for (Story.Promise promise : story.promises()) {
      if (!promise.holds().test(server.client())) {
        throw new Diverged(
            "After call %d it does not hold that %s".formatted(writes.size(), promise.what()));
      }
    }
  }

  private void touchAll() {
    View now = view();
    List<ObjectNode> objects = new ArrayList<>(now.controlled());
    server.objects().stream()
        .filter(it ->
            it.key().collection().equals(now.collectionOfPrimary())
                && it.key().name().equals(key.name()))
        .forEach(it -> objects.add(it.object()));
    objects.forEach(it -> hand.touch(it, writes.size()));
  }

  KubernetesClient client() {
    return server.client();
  }

  Server server() {
    return server;
  }

  HasMetadata primary() {
    return story.primary();
  }

  List<HasMetadata> around() {
    return story.objects();
  }
}
