package dev.fairlead.reconciler.plan;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;

/** What becomes of one child. */
public sealed interface Step {

  /** Which object. */
  ObjectRef ref();

  /** It was not observed: create it, and overwrite nothing. */
  record Create(Manifest manifest) implements Step {
    @Override
    public ObjectRef ref() {
      return manifest.ref();
    }
  }

  /** It differs from what was observed: apply it whole on top of exactly that. */
  record Apply(Manifest manifest, ObservedObject observed) implements Step {
    @Override
    public ObjectRef ref() {
      return manifest.ref();
    }
  }

  /** It means what is desired already: no call. */
  record Keep(ObjectRef ref) implements Step {}

  /** It is being deleted: its end makes the key due again, and it is created then. */
  record AwaitEnd(ObjectRef ref) implements Step {}

  /** Somebody else controls it: no call, and the object says so. */
  record LeaveAlone(ObjectRef ref, OwnerReference controller) implements Step {}

  /** It is not desired any more: delete exactly what was observed. */
  record Delete(ObservedObject observed) implements Step {
    @Override
    public ObjectRef ref() {
      return observed.ref();
    }
  }
}
