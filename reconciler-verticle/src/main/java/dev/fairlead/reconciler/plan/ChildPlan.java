package dev.fairlead.reconciler.plan;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.sdk.Child;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the desired children of one primary with the observed ones. Pure. */
public final class ChildPlan {

  /** Whether an observed object means what is desired already. */
  @FunctionalInterface
  public interface Comparison {

    /** Whether a call for this child would change nothing. */
    boolean same(Manifest desired, ObservedObject observed);
  }

  private final String owner;
  private final Comparison comparison;

  /** For the children of the primary with this uid. */
  public ChildPlan(String owner, Comparison comparison) {
    this.owner = owner;
    this.comparison = comparison;
  }

  /** The step for a desired child. */
  public Step step(Manifest manifest, Optional<ObservedObject> observed) {
    return observed.map(child -> step(manifest, child)).orElseGet(() -> new Step.Create(manifest));
  }

  /**
   * The step for a child that exists. One that has lost its controller is taken back; another that
   * has none is adopted if that was asked for.
   */
  public Step step(Manifest manifest, ObservedObject observed) {
    Optional<OwnerReference> controller = observed.metadata().controllerOwner();
    if (controller.isPresent() && !controller.get().uid().equals(owner)) {
      return new Step.LeaveAlone(observed.ref(), controller.get());
    }
    if (observed.metadata().deleting()) {
      return new Step.AwaitEnd(observed.ref());
    }
    if (controller.isEmpty()) {
      return manifest.terms().adopted() || Marks.isMade(observed)
          ? new Step.Apply(manifest, observed)
          : new Step.LeaveUnowned(observed.ref());
    }
    return manifest.terms().update() == Child.Update.NEVER || comparison.same(manifest, observed)
        ? new Step.Keep(observed)
        : new Step.Apply(manifest, observed);
  }

  /**
   * The steps for observed children that are not desired any more, those that came last first: what
   * is below the highest level waits until that is gone.
   */
  public List<Step> removals(Set<ObjectRef> desired, List<ObservedObject> observed) {
    List<ObservedObject> left =
        observed.stream()
            .filter(child -> !desired.contains(child.ref()) && isOurs(child))
            .sorted(Comparator.comparingInt(Marks::level).reversed())
            .toList();
    List<Step> steps = new ArrayList<>();
    Optional<ObservedObject> awaited = Optional.empty();
    for (ObservedObject child : left) {
      boolean below = awaited.filter(first -> Marks.level(first) > Marks.level(child)).isPresent();
      if (child.metadata().deleting()) {
        steps.add(new Step.AwaitEnd(child.ref()));
      } else if (below) {
        steps.add(new Step.AwaitTurn(child.ref(), awaited.orElseThrow().ref()));
      } else if (Marks.isKept(child)) {
        steps.add(new Step.Release(child));
      } else {
        steps.add(new Step.Delete(child, Marks.level(child) > Marks.level(left.getLast())));
      }
      if (!Marks.isKept(child) || child.metadata().deleting()) {
        awaited = awaited.or(() -> Optional.of(child));
      }
    }
    return List.copyOf(steps);
  }

  private boolean isOurs(ObservedObject observed) {
    return observed
        .metadata()
        .controllerOwner()
        .filter(controller -> controller.uid().equals(owner))
        .isPresent();
  }
}
