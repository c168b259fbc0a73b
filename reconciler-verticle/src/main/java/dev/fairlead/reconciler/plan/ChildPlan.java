package dev.fairlead.reconciler.plan;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** One step for every desired child, in the order given; deletions come last. */
  public List<Step> steps(List<Manifest> desired, List<ObservedObject> observed) {
    Map<ObjectRef, ObservedObject> left = new LinkedHashMap<>();
    observed.forEach(object -> left.put(object.ref(), object));
    List<Step> steps = new ArrayList<>();
    for (Manifest manifest : desired) {
      Optional<ObservedObject> existing = Optional.ofNullable(left.remove(manifest.ref()));
      steps.add(
          existing
              .map(object -> step(manifest, object))
              .orElseGet(() -> new Step.Create(manifest)));
    }
    left.values().stream().filter(this::removable).map(Step.Delete::new).forEach(steps::add);
    return steps;
  }

  /** The step for a child that exists; one without a controller is adopted. */
  public Step step(Manifest manifest, ObservedObject observed) {
    Optional<OwnerReference> controller = observed.metadata().controllerOwner();
    if (controller.isPresent() && !controller.get().uid().equals(owner)) {
      return new Step.LeaveAlone(observed.ref(), controller.get());
    }
    if (observed.metadata().deleting()) {
      return new Step.AwaitEnd(observed.ref());
    }
    return controller.isPresent() && comparison.same(manifest, observed)
        ? new Step.Keep(observed.ref())
        : new Step.Apply(manifest, observed);
  }

  private boolean removable(ObservedObject observed) {
    return !observed.metadata().deleting()
        && observed
            .metadata()
            .controllerOwner()
            .filter(controller -> controller.uid().equals(owner))
            .isPresent();
  }
}
