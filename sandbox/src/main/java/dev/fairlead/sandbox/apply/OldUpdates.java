package dev.fairlead.sandbox.apply;

import dev.fairlead.sandbox.apply.ManagedFields.Owned;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the number of owners by update bounded: the oldest are put together, version by version.
 */
final class OldUpdates {

  private static final int UPDATERS_MAX = 10;
  private static final String TOGETHER = "ancient-changes";

  private OldUpdates() {}

  static void cap(ManagedFields managed) {
    List<Owner> updaters =
        managed.entries().keySet().stream()
            .filter(it -> it.operation().equals(Owner.UPDATE))
            .sorted(Comparator.comparingLong(managed::seconds).thenComparing(it -> it))
            .toList();
    Map<String, Owner> first = new HashMap<>();
    int left = updaters.size();
    for (Owner owner : updaters) {
      if (left <= UPDATERS_MAX) {
        return;
      }
      Owned owned = managed.entries().get(owner);
      if (owned == null) {
        continue;
      }
      Owner oldest = first.putIfAbsent(owned.apiVersion(), owner);
      if (oldest != null) {
        join(managed, oldest, owner, owned);
        left--;
      }
    }
  }

  private static void join(ManagedFields managed, Owner oldest, Owner owner, Owned owned) {
    Owner together = Owner.updater(TOGETHER, owned.apiVersion(), "");
    if (!managed.entries().containsKey(together)) {
      Owned oldestOwned = managed.entries().remove(oldest);
      managed.entries().put(together, oldestOwned == null ? owned : oldestOwned);
    }
    managed
        .entries()
        .computeIfPresent(together, (_, it) -> owned.with(owned.fields().union(it.fields())));
    if (!owner.equals(together)) {
      managed.entries().remove(owner);
    }
    managed.touch(together, managed.time(owner));
  }
}
