package dev.fairlead.sandbox.apply;

import dev.fairlead.sandbox.apply.ManagedFields.Owned;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who owns what after a write: the heart of field management, without the API's conventions around
 * it.
 *
 * @param apiVersion of the write
 * @param ignored the paths that are never owned through this endpoint
 */
record Ownership(String apiVersion, FieldSet ignored) {

  /**
   * What an apply comes to.
   *
   * @param object empty if nothing in the object changes
   * @param conflicts what others own and would be changed; then the rest counts for nothing
   */
  record Applied(Optional<TypedValue> object, SortedMap<Owner, FieldSet> conflicts) {}

  /** The owner of an update takes over whatever it changed; {@code managed} is changed. */
  void update(TypedValue live, TypedValue updated, ManagedFields managed, Owner owner) {
    reconcile(managed, live.type());
    Comparison changes = live.compare(updated).without(ignored);
    disown(managed, owner, changes, conflicts(managed, changes, owner));
    Owned before = managed.entries().get(owner);
    FieldSet fields =
        (before == null ? new FieldSet() : before.fields())
            .difference(changes.removed())
            .union(changes.modified())
            .union(changes.added())
            .recursiveDifference(ignored);
    managed.entries().put(owner, new Owned(fields, apiVersion));
    managed.dropEmpty();
  }

  /**
   * The owner of an apply owns what it specifies; {@code managed} is changed unless it conflicts.
   */
  Applied apply(
      TypedValue live,
      TypedValue configuration,
      ManagedFields managed,
      Owner owner,
      boolean force) {
    reconcile(managed, live.type());
    Owned last = managed.entries().get(owner);
    FieldSet fields = configuration.fieldSet().recursiveDifference(ignored);
    managed.entries().put(owner, new Owned(fields, apiVersion));
    TypedValue merged = live.merge(configuration);
    TypedValue pruned = last == null ? merged : prune(merged, managed, last.fields());
    Comparison changes = live.compare(pruned).without(ignored);
    SortedMap<Owner, FieldSet> conflicts = conflicts(managed, changes, owner);
    if (!force && !conflicts.isEmpty()) {
      return new Applied(Optional.empty(), conflicts);
    }
    disown(managed, owner, changes, conflicts);
    boolean changed = !Values.equal(live.value(), pruned.value());
    return new Applied(changed ? Optional.of(pruned) : Optional.empty(), new TreeMap<>());
  }

  private static void reconcile(ManagedFields managed, Type type) {
    managed
        .entries()
        .replaceAll((_, owned) -> owned.with(SchemaChange.reconcile(owned.fields(), type)));
  }

  private static SortedMap<Owner, FieldSet> conflicts(
      ManagedFields managed, Comparison changes, Owner owner) {
    FieldSet changed = changes.modified().union(changes.added());
    SortedMap<Owner, FieldSet> conflicts = new TreeMap<>();
    managed
        .entries()
        .forEach((other, owned) -> {
          FieldSet common = owned.fields().intersection(changed);
          if (!other.equals(owner) && !common.isEmpty()) {
            conflicts.put(other, common);
          }
        });
    return conflicts;
  }

  /** Others lose what was changed and what is gone. */
  private static void disown(
      ManagedFields managed,
      Owner owner,
      Comparison changes,
      SortedMap<Owner, FieldSet> conflicts) {
    managed
        .entries()
        .replaceAll((other, owned) ->
            other.equals(owner)
                ? owned
                : owned.with(
                    owned
                        .fields()
                        .difference(conflicts.getOrDefault(other, new FieldSet()))
                        .difference(changes.removed())));
    managed.dropEmpty();
  }

  /**
   * Takes away what the owner applied last time and does not any more, unless somebody else owns
   * it.
   */
  private static TypedValue prune(TypedValue merged, ManagedFields managed, FieldSet last) {
    if (last.isEmpty()) {
      return merged;
    }
    Type type = merged.type();
    FieldSet lastNamed = last.withDeclaredParents(type);
    TypedValue pruned = merged.without(lastNamed);
    FieldSet owned =
        managed.entries().values().stream()
            .map(Owned::fields)
            .reduce(new FieldSet(), FieldSet::union)
            .withDeclaredParents(type);
    FieldSet all = merged.fieldSet().withDeclaredParents(type);
    FieldSet kept = pruned.fieldSet().withDeclaredParents(type).union(owned);
    TypedValue withOwned = merged.without(all.difference(kept));
    FieldSet gone = all.difference(withOwned.fieldSet().withDeclaredParents(type));
    return merged.without(gone.intersection(lastNamed));
  }
}
