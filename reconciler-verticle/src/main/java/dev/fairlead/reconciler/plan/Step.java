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

  /** It means what is desired already, or is to stay as it is: no call. */
  record Keep(ObservedObject observed) implements Step {
    @Override
    public ObjectRef ref() {
      return observed.ref();
    }
  }

  /** It is being deleted: its end makes the key due again, and it is created then. */
  record AwaitEnd(ObjectRef ref) implements Step {}

  /** Somebody else controls it: no call, and the object says so. */
  record LeaveAlone(ObjectRef ref, OwnerReference controller) implements Step {}

  /** It is there, nobody controls it, and nobody asked to adopt it: no call, as above. */
  record LeaveUnowned(ObjectRef ref) implements Step {}

  /** It is not desired any more and to be kept: take the owner reference and the marks off. */
  record Release(ObservedObject observed) implements Step {
    @Override
    public ObjectRef ref() {
      return observed.ref();
    }
  }

  /** It is not desired any more, and goes when this one is gone. */
  record AwaitTurn(ObjectRef ref, ObjectRef before) implements Step {}

  /**
   * It is not desired any more: delete exactly what was observed.
   *
   * @param first whether others wait for its end, and so for that of all that belongs to it
   */
  record Delete(ObservedObject observed, boolean first) implements Step {
    @Override
    public ObjectRef ref() {
      return observed.ref();
    }
  }
}
