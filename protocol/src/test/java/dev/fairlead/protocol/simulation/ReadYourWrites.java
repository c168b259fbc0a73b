package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 9. No attempt starts from a cache older than the key's acknowledged writes to watched kinds. A
 * consistent read that finds the object gone settles a write to it.
 */
final class ReadYourWrites implements Invariant {

  private final Map<NamespacedName, List<WriteEntry>> acknowledged = new HashMap<>();

  @Override
  public void acknowledged(World world, Token token, WriteEntry entry) {
    acknowledged.computeIfAbsent(token.key(), absent -> new ArrayList<>()).add(entry);
  }

  @Override
  public void settledAbsent(World world, ObjectRef ref) {
    for (List<WriteEntry> entries : acknowledged.values()) {
      entries.removeIf(entry -> entry instanceof WriteEntry.Written && entry.ref().equals(ref));
    }
  }

  @Override
  public void assigned(World world, Assign assign) {
    List<WriteEntry> entries = acknowledged.get(assign.token().key());
    if (entries == null) {
      return;
    }
    for (WriteEntry entry : entries) {
      if (!shown(world, entry)) {
        throw new Violation(
            "9 ReadYourWrites", assign.token() + " starts from a cache without " + entry);
      }
    }
    entries.clear();
  }

  private static boolean shown(World world, WriteEntry entry) {
    SimulatedCache cache = world.owner().cache(entry.ref().resource());
    return switch (entry) {
      case WriteEntry.Written written -> cache.progress().includes(written.version());
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
