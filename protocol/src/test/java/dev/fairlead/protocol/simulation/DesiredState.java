package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the simulated reconciler wants: {@code spec.size} children that all contain the color. */
final class DesiredState {

  /** A color that the reconciler rejects. */
  static final String REJECTED = "9";

  private DesiredState() {}

  static boolean rejects(ObservedObject primary) {
    return primary.metadata().fields().getOrDefault(Resources.COLOR, "").equals(REJECTED);
  }

  /** The writes that lead from what is observed to what is wanted. */
  static List<SimulatedWrite> plan(ObservedObject primary, List<ObservedObject> children) {
    Map<NamespacedName, ObservedObject> observed = new TreeMap<>();
    children.forEach(child -> observed.put(child.name(), child));
    List<SimulatedWrite> plan = new ArrayList<>();
    SimulatedApiServer.Spec spec = spec(primary);
    Set<NamespacedName> wanted = new HashSet<>();
    for (NamespacedName name : names(primary)) {
      wanted.add(name);
      ObservedObject child = observed.get(name);
      ObjectRef ref = new ObjectRef(Resources.CHILDREN, name);
      if (child == null) {
        plan.add(new SimulatedWrite.Create(ref, spec));
      } else if (!isAs(child, spec)) {
        plan.add(
            new SimulatedWrite.Update(ref, child.metadata().uid(), child.resourceVersion(), spec));
      }
    }
    for (ObservedObject child : observed.values()) {
      if (!wanted.contains(child.name())) {
        plan.add(
            new SimulatedWrite.Delete(
                child.ref(), child.metadata().uid(), child.resourceVersion()));
      }
    }
    return plan;
  }

  /** Whether an object is what is wanted. */
  static boolean isAs(ObservedObject object, SimulatedApiServer.Spec spec) {
    return object.metadata().fields().equals(spec.fields())
        && object.metadata().labels().equals(spec.labels());
  }

  private static List<NamespacedName> names(ObservedObject primary) {
    int size = Integer.parseInt(primary.metadata().fields().getOrDefault(Resources.SIZE, "0"));
    List<NamespacedName> names = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      names.add(
          new NamespacedName(primary.name().namespace(), primary.name().name() + "-" + number));
    }
    return names;
  }

  private static SimulatedApiServer.Spec spec(ObservedObject primary) {
    return new SimulatedApiServer.Spec(
        Map.of(Resources.COLOR, primary.metadata().fields().getOrDefault(Resources.COLOR, "")),
        Resources.SELECTED,
        Map.of(),
        Optional.of(
            new OwnerReference(
                Resources.PRIMARY_KIND, primary.name().name(), primary.metadata().uid(), true)));
  }
}
