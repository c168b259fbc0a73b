package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.reconciler.plan.ChildPlan;
import dev.fairlead.reconciler.plan.Manifest;
import dev.fairlead.reconciler.plan.Step;
import dev.fairlead.reconciler.plan.Terms.Lack;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.sdk.meaning.SameMeaning;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the children of one primary to what is desired, in one pass. A child that cannot be
 * written keeps only those from it that come after it, but nothing is deleted before everything
 * desired is there.
 */
final class Children {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Lack GONE = new Lack("is gone", "");

  private final ChildPlan plan;
  private final ChildWriter writer;
  private final Waits waits = new Waits();

  Children(GatedWriter gated, String manager, String primaryUid, int failures) {
    this.plan = new ChildPlan(primaryUid, Children::same);
    this.writer = new ChildWriter(gated, manager, primaryUid, plan, failures, waits);
  }

  /** What is waited for; complete after {@link #converge} or {@link #dissolve}. */
  Waits waits() {
    return waits;
  }

  /**
   * Empty: all is as desired, or waits for what is not ready.
   *
   * @param desired each after those that it waits for
   */
  Optional<Outcome> converge(List<Manifest> desired, List<ObservedObject> observed)
      throws GateClosedException, InterruptedException {
    Map<ObjectRef, ObservedObject> there = new HashMap<>();
    observed.forEach(child -> there.put(child.ref(), child));
    Set<ObjectRef> named = new HashSet<>();
    Map<ObjectRef, Unready> unready = new HashMap<>();
    for (Manifest manifest : desired) {
      named.add(manifest.ref());
      Optional<Unready> before = first(manifest, unready);
      if (before.isPresent()) {
        waits.add(manifest.title(), before.get().title(), before.get().lack());
        unready.put(manifest.ref(), new Unready(manifest.title(), new Lack("is written", "")));
        continue;
      }
      Step step = plan.step(manifest, Optional.ofNullable(there.get(manifest.ref())));
      Optional<ObservedObject> now = writer.perform(step);
      if (writer.ended()) {
        return writer.outcome();
      }
      now.map(child -> manifest.terms().readiness().of(child))
          .orElse(Optional.of(new Lack("is as desired", "")))
          .ifPresent(lack -> unready.put(manifest.ref(), new Unready(manifest.title(), lack)));
    }
    if (writer.outcome().isEmpty() && waits.isEmpty()) {
      remove(named, observed);
    }
    return writer.outcome();
  }

  /** Deletes all of them in reverse order, each with what belongs to it; whether none is left. */
  boolean dissolve(List<ObservedObject> observed) throws GateClosedException, InterruptedException {
    for (Step step : plan.removals(Set.of(), observed)) {
      switch (step) {
        case Step.Delete(ObservedObject child, _) -> {
          writer.perform(new Step.Delete(child, true));
          waits.add("The primary", child.ref().toString(), GONE);
        }
        case Step.AwaitEnd(ObjectRef ref) -> waits.add("The primary", ref.toString(), GONE);
        case Step other -> writer.perform(other);
      }
      if (writer.ended()) {
        break;
      }
    }
    return waits.isEmpty() && writer.outcome().isEmpty();
  }

  /** What kept a child from being written or deleted. */
  Optional<Outcome> outcome() {
    return writer.outcome();
  }

  private void remove(Set<ObjectRef> desired, List<ObservedObject> observed)
      throws GateClosedException, InterruptedException {
    for (Step step : plan.removals(desired, observed)) {
      writer.perform(step);
      if (writer.ended()) {
        return;
      }
    }
  }

  private static Optional<Unready> first(Manifest manifest, Map<ObjectRef, Unready> unready) {
    return manifest.terms().after().stream()
        .filter(unready::containsKey)
        .map(unready::get)
        .findFirst();
  }

  private record Unready(String title, Lack lack) {}

  /** A manifest carries its hash: where that is observed too, no field has been left out since. */
  private static boolean same(Manifest desired, ObservedObject observed) {
    return SameMeaning.holds(desired.json(), json(observed));
  }

  static JsonNode json(ObservedObject observed) {
    try {
      return JSON.readTree(observed.frame().json());
    } catch (IOException noJson) {
      throw new IllegalArgumentException(observed.ref() + " is no JSON", noJson);
    }
  }
}
