package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users who change their objects, and other controllers who change the children. */
final class People {

  static final int NAMES_MAX = 5;

  private final World world;
  private final List<NamespacedName> names = new ArrayList<>();
  private boolean busy = true;
  private long floodFrom;
  private long floodUntil;

  People(World world) {
    this.world = world;
    long count = world.chance().between(1, NAMES_MAX);
    for (int number = 0; number < count; number++) {
      names.add(new NamespacedName(number % 2 == 0 ? "blue" : "green", "p" + number));
    }
  }

  List<NamespacedName> names() {
    return names;
  }

  void start() {
    for (NamespacedName name : names) {
      if (world.chance().happens(0.7)) {
        create(name);
      }
    }
    actLater();
    int slots = world.workers().stream().mapToInt(SimulatedWorker::slots).sum();
    if (slots == 1 && world.chance().happens(world.faults().of(Fault.FLOOD_OF_REQUESTS))) {
      world.coverage().met(Fault.FLOOD_OF_REQUESTS);
      long begin = world.chance().between(1_000, 6_000);
      floodFrom = begin;
      floodUntil = begin + world.chance().between(24_000, 36_000);
      NamespacedName spared = world.chance().oneOf(names);
      world.schedule().after(begin, () -> flood(spared));
    }
  }

  /** Whether somebody asks for one key after the other. */
  boolean flooding() {
    long now = world.schedule().now();
    return busy && now >= floodFrom && now < floodUntil;
  }

  /** Somebody asks for all keys but one, over and over. */
  private void flood(NamespacedName spared) {
    if (flooding()) {
      List<NamespacedName> others = names.stream().filter(name -> !name.equals(spared)).toList();
      NamespacedName asked = others.isEmpty() ? spared : world.chance().oneOf(others);
      ask(asked);
      world.schedule().after(world.chance().between(5, 20), () -> flood(spared));
    }
  }

  private void ask(NamespacedName name) {
    world
        .owner(name)
        .ifPresent(owner -> owner.process().run(() -> askIfThere(owner, name, asked(name))));
  }

  void rest() {
    busy = false;
  }

  private void actLater() {
    long millis =
        world.chance().happens(0.3)
            ? world.chance().between(0, 30)
            : world.chance().between(100, 4_000);
    world
        .schedule()
        .after(
            millis,
            () -> {
              if (busy) {
                act();
                actLater();
              }
            });
  }

  private void act() {
    Chance chance = world.chance();
    if (world.api().away()) {
      return;
    }
    NamespacedName name = chance.oneOf(names);
    if (chance.happens(world.faults().of(Fault.FOREIGN_WRITER))) {
      interfere(name);
      return;
    }
    if (chance.happens(world.faults().of(Fault.SELECTOR_LEFT))) {
      relabel(name);
      return;
    }
    Optional<ObservedObject> primary = world.api().get(primary(name));
    if (primary.isEmpty()) {
      create(name);
      return;
    }
    switch (chance.below(8)) {
      case 0 -> delete(name);
      case 1 -> {
        delete(name);
        create(name);
      }
      case 2 -> pause(primary.get());
      case 3 -> {
        world.coverage().met("user: asks for a reconcile");
        ask(name);
      }
      case 4 -> touch(primary.get());
      default -> change(primary.get());
    }
  }

  private static DispatcherInput asked(NamespacedName name) {
    return new DispatcherInput.KeyTouched(
        name, Reason.of(Reason.Type.USER_REQUEST, ""), Priority.USER_REQUEST);
  }

  private static void askIfThere(SimulatedOwner owner, NamespacedName name, DispatcherInput asked) {
    if (owner.cache(Resources.PRIMARIES).lister().get(name).isPresent()) {
      owner.handle(asked);
    }
  }

  private void create(NamespacedName name) {
    world.coverage().met("user: creates");
    world
        .api()
        .create(
            primary(name),
            new SimulatedApiServer.Spec(spec(), Resources.SELECTED, Map.of(), Optional.empty()));
  }

  private void delete(NamespacedName name) {
    world.coverage().met("user: deletes");
    world.api().delete(primary(name));
  }

  private void change(ObservedObject primary) {
    world.coverage().met("user: changes");
    update(primary, spec(), primary.metadata().annotations());
  }

  private void touch(ObservedObject primary) {
    world.coverage().met("user: touches without changing the spec");
    Map<String, String> fields = SimulatedApiServer.spec(primary.metadata());
    update(primary, fields, primary.metadata().annotations());
  }

  private void pause(ObservedObject primary) {
    world.coverage().met("user: pauses or resumes");
    boolean paused = primary.metadata().annotations().containsKey(Resources.PAUSED);
    Map<String, String> fields = SimulatedApiServer.spec(primary.metadata());
    update(primary, fields, paused ? Map.of() : Map.of(Resources.PAUSED, "true"));
  }

  private void update(
      ObservedObject primary, Map<String, String> fields, Map<String, String> annotations) {
    world
        .api()
        .update(
            primary.ref(),
            primary.metadata().uid(),
            primary.resourceVersion(),
            new SimulatedApiServer.Spec(
                fields, primary.metadata().labels(), annotations, Optional.empty()));
  }

  private Map<String, String> spec() {
    Map<String, String> spec = new HashMap<>();
    spec.put(Resources.SIZE, Long.toString(world.chance().between(0, 3)));
    spec.put(Resources.COLOR, Long.toString(world.chance().between(0, 9)));
    return spec;
  }

  private void interfere(NamespacedName name) {
    Chance chance = world.chance();
    ObjectRef ref = child(name, chance.between(0, 2));
    Optional<ObservedObject> child = world.api().get(ref);
    if (child.isEmpty()) {
      return;
    }
    world.encounters().met(Fault.FOREIGN_WRITER);
    if (chance.happens(0.3)) {
      world.coverage().met("foreign writer: deletes a child");
      world.api().delete(ref);
      return;
    }
    world.coverage().met("foreign writer: changes a child");
    Optional<OwnerReference> owner = child.get().metadata().controllerOwner();
    world
        .api()
        .update(
            ref,
            child.get().metadata().uid(),
            child.get().resourceVersion(),
            new SimulatedApiServer.Spec(
                Map.of(Resources.COLOR, "foreign" + chance.between(0, 3)),
                child.get().metadata().labels(),
                Map.of(),
                owner));
  }

  /** A hand takes the label away that the selector asks for, or puts it back. */
  private void relabel(NamespacedName name) {
    boolean ofPrimary = world.chance().happens(0.3);
    Optional<ObservedObject> found =
        world.api().get(ofPrimary ? primary(name) : child(name, world.chance().between(0, 2)));
    if (found.isEmpty()) {
      return;
    }
    world.encounters().met(Fault.SELECTOR_LEFT);
    Metadata last = found.get().metadata();
    world
        .api()
        .update(
            found.get().ref(),
            last.uid(),
            last.resourceVersion(),
            new SimulatedApiServer.Spec(
                SimulatedApiServer.spec(last),
                Resources.selects(found.get()) ? Map.of() : Resources.SELECTED,
                last.annotations(),
                last.controllerOwner()));
  }

  private static ObjectRef child(NamespacedName name, long number) {
    return new ObjectRef(
        Resources.CHILDREN, new NamespacedName(name.namespace(), name.name() + "-" + number));
  }

  private static ObjectRef primary(NamespacedName name) {
    return new ObjectRef(Resources.PRIMARIES, name);
  }
}
