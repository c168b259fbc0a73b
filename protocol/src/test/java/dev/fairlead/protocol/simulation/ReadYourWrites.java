package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * 9. No attempt starts from a cache older than the key's acknowledged writes to watched kinds. A
 * consistent read that finds the object gone settles a write to it, and a restore of the API server
 * undoes what its backup lacks. A cache that has not noticed yet is none that can be asked.
 */
final class ReadYourWrites implements Invariant {

  private final Map<NamespacedName, Map<ObjectRef, WriteEntry>> acknowledged = new HashMap<>();

  @Override
  public void acknowledged(World world, Token token, WriteEntry entry) {
    if (isUndone(world, entry)) {
      return;
    }
    acknowledged
        .computeIfAbsent(token.key(), absent -> new LinkedHashMap<>())
        .put(entry.ref(), entry);
  }

  @Override
  public void restored(World world) {
    acknowledged
        .values()
        .forEach(entries -> entries.values().removeIf(entry -> isUndone(world, entry)));
  }

  private static boolean isUndone(World world, WriteEntry entry) {
    return switch (entry) {
      case WriteEntry.Written written -> world.api().isUndone(written.version());
      case WriteEntry.Gone gone ->
          world
              .api()
              .get(gone.ref())
              .filter(there -> there.metadata().uid().equals(gone.uid()))
              .isPresent();
      case WriteEntry.Unanswered unanswered -> false;
      case WriteEntry.Refused refused -> false;
    };
  }

  @Override
  public void settledAbsent(World world, ObjectRef ref) {
    for (Map<ObjectRef, WriteEntry> entries : acknowledged.values()) {
      if (entries.get(ref) instanceof WriteEntry.Written) {
        entries.remove(ref);
      }
    }
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    for (WriteEntry entry : acknowledged.getOrDefault(assign.token().key(), Map.of()).values()) {
      if (!shown(owner.cache(entry.ref().resource()), entry)) {
        throw new Violation(
            "9 ReadYourWrites", assign.token() + " starts from a cache without " + entry);
      }
    }
  }

  private static boolean shown(SimulatedCache cache, WriteEntry entry) {
    return switch (entry) {
      case WriteEntry.Written written ->
          cache.isOfFormerEra() || cache.progress().includes(written.version());
      case WriteEntry.Gone gone ->
          cache
              .lister()
              .get(gone.ref().name())
              .filter(object -> object.metadata().uid().equals(gone.uid()))
              .isEmpty();
      case WriteEntry.Unanswered unanswered -> true;
      case WriteEntry.Refused refused -> true;
    };
  }
}
