package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Optional;

/** Readers that lack one rule each of what a collection is. */
final class CollectionMutants {

  private CollectionMutants() {}

  /** What cannot be listed, for want of permission or of its definition, is taken for empty. */
  static final class RefusedIsEmpty implements Sabotage {

    @Override
    public List<ReflectorInput> ended(ReflectorInput.Ended ended, Reflector reflector) {
      return ended.end() instanceof End.Refused
          ? List.of(
              new ReflectorInput.ListCompleted(ended.stream(), reflector.progress()),
              new ReflectorInput.Ended(ended.stream(), new End.Closed()))
          : List.of(ended);
    }
  }

  /** What settles a hold is read without the selector: it finds what no cache will ever show. */
  static final class SettledBeyondSelector implements Sabotage {

    @Override
    public Optional<ObservedObject> settles(ObjectRef ref, SimulatedApiServer api) {
      return api.get(ref);
    }
  }

  /** Nobody ever looks at what is in the way of a create and is not shown. */
  static final class NobodyLooks implements Sabotage {

    @Override
    public int looksAfter() {
      return Integer.MAX_VALUE;
    }
  }
}
