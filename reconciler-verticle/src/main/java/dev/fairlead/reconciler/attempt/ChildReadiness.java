package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.reconciler.plan.Terms;
import dev.fairlead.reconciler.plan.Terms.Lack;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.readiness.Readiness;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Whether children are ready for those that come after them. */
record ChildReadiness(Decoder decoder) {

  /** As the reconciler says, or as is usual for the kind. */
  <T extends HasMetadata> Terms.Readiness of(Child<T> child) {
    GroupVersionKind kind = child.id().kind();
    return child
        .readiness()
        .<Terms.Readiness>map(ready -> object -> own(child, ready, kind, object))
        .orElseGet(() -> object -> usual(kind, object));
  }

  private static Optional<Lack> usual(GroupVersionKind kind, ObservedObject object) {
    Readiness readiness = Readiness.ofChild(kind.group(), kind.kind(), Children.json(object));
    return readiness.isReady()
        ? Optional.empty()
        : Optional.of(new Lack("is ready", readiness.why()));
  }

  @SuppressWarnings("unchecked") // the class of an object of T
  private <T extends HasMetadata> Optional<Lack> own(
      Child<T> child, Child.Ready<T> ready, GroupVersionKind kind, ObservedObject object) {
    try {
      T decoded = decoder.decode(object, (Class<T>) child.object().getClass(), kind);
      return ready.test().test(decoded)
          ? Optional.empty()
          : Optional.of(new Lack(ready.what(), ""));
    } catch (Decoder.UndecodableException unreadable) {
      return Optional.of(new Lack(ready.what(), unreadable.explanation()));
    } catch (RuntimeException thrown) {
      // It may ask for what the object does not have yet.
      return Optional.of(new Lack(ready.what(), "its test threw " + thrown));
    }
  }
}
