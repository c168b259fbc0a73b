package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change of the cache means for the keys of one controller. Pure: the cache has taken the
 * change in already, and the answer is what the dispatcher is to be told, in this order. Objects of
 * an initial list make no key due but those of primaries, which makes every key due.
 */
final class Triggers {

  private final Declaration declaration;
  private final WatchedKind primary;
  private final KeyMapper keys;

  Triggers(Declaration declaration, KeyMapper keys) {
    this.declaration = declaration;
    this.primary = declaration.primary();
    this.keys = keys;
  }

  /** What the dispatcher is to be told of a change. */
  List<DispatcherInput> of(WatchedKind watched, Notification notification, boolean initial) {
    List<DispatcherInput> inputs = new ArrayList<>();
    switch (notification) {
      case Notification.Added(ObservedObject object) -> added(inputs, watched, object, initial);
      case Notification.Updated(ObservedObject before, ObservedObject object) ->
          updated(inputs, watched, before, object);
      case Notification.Deleted(ObservedObject object, _) -> gone(inputs, watched, object);
      case Notification.Resynced(_) -> {}
    }
    return inputs;
  }

  /** A primary that is in the cache when its partition comes to be owned here. */
  List<DispatcherInput> takenOver(ObservedObject object) {
    List<DispatcherInput> inputs = new ArrayList<>();
    added(inputs, primary, object, true);
    return inputs;
  }

  /** What the dispatcher is to be told of an object that is let out of sight; it may be there. */
  List<DispatcherInput> unseen(WatchedKind watched, ObservedObject object) {
    List<DispatcherInput> inputs = new ArrayList<>();
    if (watched.equals(primary)) {
      // First of all: what was held for the object that is gone must not start.
      inputs.add(new DispatcherInput.KeyGone(object.name()));
    }
    inputs.add(new DispatcherInput.ObjectGone(object.ref(), object.metadata().uid()));
    return inputs;
  }

  private void added(
      List<DispatcherInput> inputs, WatchedKind watched, ObservedObject object, boolean initial) {
    if (watched.equals(primary) && Annotations.paused(object.metadata())) {
      // First of all: an attempt may start as soon as the object is observed.
      inputs.add(new DispatcherInput.KeyPaused(object.name(), true));
    }
    inputs.add(new DispatcherInput.ObjectObserved(object));
    if (watched.equals(primary)) {
      inputs.add(
          initial
              ? touched(
                  object.name(),
                  Reason.of(Reason.Type.PRIMARY_ADDED, "first list"),
                  Priority.INITIAL_LIST)
              : touched(
                  object.name(),
                  new Reason(
                      Reason.Type.PRIMARY_ADDED, "", Annotations.traceparent(object.metadata())),
                  Priority.CHANGE));
    } else if (!initial && matters(watched, object.metadata())) {
      String trace = Annotations.traceparent(object.metadata());
      touch(inputs, keys.keys(watched, object), reason(watched, object, Happening.APPEARED, trace));
    }
  }

  private void updated(
      List<DispatcherInput> inputs, WatchedKind watched, ObservedObject old, ObservedObject now) {
    boolean paused = Annotations.paused(now.metadata());
    if (watched.equals(primary) && Annotations.paused(old.metadata()) != paused) {
      inputs.add(new DispatcherInput.KeyPaused(now.name(), paused));
    }
    inputs.add(new DispatcherInput.ObjectObserved(now));
    if (watched.equals(primary)) {
      inputs.add(primaryUpdated(old.metadata(), now));
    } else if (matters(watched, old.metadata(), now.metadata())) {
      String trace = newTrace(old.metadata(), now.metadata());
      touch(
          inputs,
          Stream.concat(keys.keys(watched, old), keys.keys(watched, now)),
          reason(watched, now, Happening.CHANGED, trace));
    }
  }

  private void gone(List<DispatcherInput> inputs, WatchedKind watched, ObservedObject object) {
    inputs.addAll(unseen(watched, object));
    if (!watched.equals(primary) && matters(watched, object.metadata())) {
      touch(inputs, keys.keys(watched, object), reason(watched, object, Happening.GONE, ""));
    }
  }

  private DispatcherInput primaryUpdated(Metadata old, ObservedObject now) {
    return matters(primary, old, now.metadata())
        ? touched(now.name(), primaryReason(old, now.metadata()), Priority.CHANGE)
        : new DispatcherInput.ChangePassedOver(now);
  }

  private static Reason primaryReason(Metadata old, Metadata now) {
    String trace = newTrace(old, now);
    if (!old.deleting() && now.deleting()) {
      return new Reason(Reason.Type.PRIMARY_DELETING, "", trace);
    }
    if (Annotations.paused(old) && !Annotations.paused(now)) {
      return new Reason(Reason.Type.RESUMED, Annotations.PAUSED + " was taken off", trace);
    }
    String what =
        old.generation() != now.generation()
            ? "generation " + now.generation()
            : !old.labels().equals(now.labels())
                ? "labels"
                : !old.annotations().equals(now.annotations()) ? "annotations" : "";
    return new Reason(Reason.Type.PRIMARY_CHANGED, what, trace);
  }

  /** Whether an object is one that the declaration asks to hear of. */
  private static boolean matters(WatchedKind watched, Metadata object) {
    return watched.predicate().isEmpty() || whatMatters(watched, object).isPresent();
  }

  private static Optional<String> whatMatters(WatchedKind watched, Metadata object) {
    return Optional.ofNullable(object.fields().get(Derived.mattersField(watched.predicate())));
  }

  /** Whether a change is one that the declaration asks to hear of. */
  private static boolean matters(WatchedKind watched, Metadata old, Metadata now) {
    if (!watched.predicate().isEmpty()) {
      return !whatMatters(watched, old).equals(whatMatters(watched, now))
          || (watched.mapping() instanceof KeyMapping.Self && old.deleting() != now.deleting());
    }
    return !watched.generationOnly()
        || now.generation() == 0
        || old.generation() != now.generation()
        || old.deleting() != now.deleting()
        || !old.labels().equals(now.labels())
        || !old.annotations().equals(now.annotations())
        || !old.owners().equals(now.owners());
  }

  /** A trace context is joined by the change that brought it, not by all that come later. */
  private static String newTrace(Metadata old, Metadata now) {
    String trace = Annotations.traceparent(now);
    return trace.equals(Annotations.traceparent(old)) ? "" : trace;
  }

  private Reason reason(
      WatchedKind watched, ObservedObject object, Happening happening, String trace) {
    Reason.Type type =
        !(watched.mapping() instanceof KeyMapping.ControllerOwner)
            ? Reason.Type.READ_CHANGED
            : happening == Happening.GONE ? Reason.Type.CHILD_GONE : Reason.Type.CHILD_CHANGED;
    return new Reason(
        type,
        declaration.nameOf(watched.kind()) + " " + object.name() + " " + happening.words,
        trace);
  }

  private static void touch(
      List<DispatcherInput> inputs, Stream<NamespacedName> due, Reason reason) {
    due.distinct().forEach(key -> inputs.add(touched(key, reason, Priority.CHANGE)));
  }

  private static DispatcherInput touched(NamespacedName key, Reason reason, Priority priority) {
    return new DispatcherInput.KeyTouched(key, reason, priority);
  }

  private enum Happening {
    APPEARED("appeared"),
    CHANGED("changed"),
    GONE("is gone");

    private final String words;

    Happening(String words) {
      this.words = words;
    }
  }
}
