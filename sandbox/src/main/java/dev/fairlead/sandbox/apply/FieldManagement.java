package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.ManagedFields.Owned;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;

/**
 * Keeps {@code metadata.managedFields}. Objects given are not changed; objects returned are new.
 * Thread-safe.
 *
 * <p>Versions of a kind are taken to have the same paths: nothing is converted.
 */
public final class FieldManagement {

  /** kube-apiserver notes no time beside who scales. */
  private static final String UNTIMED = "scale";

  private static final String METADATA = "metadata";
  private static final String MANAGED_FIELDS = "managedFields";

  /** What identifies an object belongs to nobody. */
  private static final FieldSet NEVER_OWNED =
      FieldSet.ofDotted(
          List.of(
              "apiVersion",
              "kind",
              "metadata",
              "metadata.name",
              "metadata.namespace",
              "metadata.creationTimestamp",
              "metadata.selfLink",
              "metadata.uid",
              "metadata.clusterName",
              "metadata.generation",
              "metadata.managedFields",
              "metadata.resourceVersion"));

  /** Stands for the one who writes, until it is known whether it owns anything by that. */
  private static final Owner CURRENT = new Owner("", "current-operation", "", "");

  private final Kinds kinds;

  /**
   * @param kinds to know which versions of a kind are still served: entries of others are dropped
   */
  public FieldManagement(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * A create, an update, or a patch that is no apply.
   *
   * @param live the object as it stands, in the version of the request; empty for a create
   * @param updated the object of the request, defaults filled in, before the kind's strategy has
   *     prepared it
   * @return {@code updated} with its {@code managedFields}
   */
  public ObjectNode update(FieldWrite write, Optional<ObjectNode> live, ObjectNode updated) {
    ManagedFields managed = readForUpdate(write, live, updated);
    ObjectNode object = withoutManagedFields(updated);
    boolean tracked = !managed.entries().isEmpty() || live.isEmpty();
    if (tracked && !update(write, live, object, managed)) {
      return object;
    }
    return withManagedFields(object, managed);
  }

  /** Whether the objects fit their schema; if not, nobody can tell who owns what. */
  private boolean update(
      FieldWrite write, Optional<ObjectNode> live, ObjectNode updated, ManagedFields managed) {
    Kind kind = write.kind();
    Type type = Type.of(kind.schema());
    ObjectNode before = live.orElseGet(() -> FullForm.empty(kind));
    TypedValue old = new TypedValue(FullForm.of(kind, before, true), type);
    TypedValue now = new TypedValue(FullForm.of(kind, updated, true), type);
    if (!old.misfits(true).isEmpty() || !now.misfits(true).isEmpty()) {
      return false;
    }
    dropUnserved(kind, managed);
    ownership(write).update(old, now, managed, CURRENT);
    settle(write, managed);
    OldUpdates.cap(managed);
    return true;
  }

  /** What was changed just now joins what the manager owned before. */
  private static void settle(FieldWrite write, ManagedFields managed) {
    Owned changed = managed.entries().remove(CURRENT);
    if (changed == null) {
      return;
    }
    FieldSet fields = changed.fields().difference(NEVER_OWNED);
    if (fields.isEmpty()) {
      return;
    }
    Owner owner = Owner.updater(write.manager(), write.kind().apiVersion(), write.subresource());
    managed
        .entries()
        .merge(
            owner,
            changed.with(fields),
            (before, now) -> now.with(now.fields().union(before.fields())));
    if (!write.subresource().equals(UNTIMED)) {
      managed.touch(owner, write.now());
    }
  }

  /**
   * A server-side apply.
   *
   * @param live the object as it stands, in the version of the request; empty if there is none
   * @param configuration what the manager wants, and nothing else
   * @param force takes over what others own, instead of a conflict
   * @return the object that is to be stored, before defaults
   * @throws Rejection 409 for conflicts; 400 for another version or managedFields in the
   *     configuration; 500 where the configuration does not fit the schema
   */
  public ObjectNode apply(
      FieldWrite write, Optional<ObjectNode> live, ObjectNode configuration, boolean force)
      throws Rejection {
    Kind kind = write.kind();
    checkConfiguration(kind, configuration);
    Type type = Type.of(kind.schema());
    ObjectNode before = live.orElseGet(() -> FullForm.empty(kind));
    TypedValue old = new TypedValue(FullForm.of(kind, before, false), type);
    TypedValue wanted = new TypedValue(configuration, type);
    checkType("live object", kind, before, old.misfits(true));
    checkType("patch object", kind, configuration, wanted.misfits(false));
    Owner owner = Owner.applier(write.manager(), write.subresource());
    ManagedFields managed = readForApply(write, before);
    Ownership.Applied applied = ownership(write).apply(old, wanted, managed, owner, force);
    if (!applied.conflicts().isEmpty()) {
      Conflicts conflicts = new Conflicts(applied.conflicts());
      if (write.manager().equals(LastApplied.MANAGER)) {
        conflicts = conflicts.without(LastApplied.unchanged(kind, old));
      }
      if (!conflicts.byOwner().isEmpty()) {
        throw conflicts.rejection();
      }
      managed = readForApply(write, before);
      applied = ownership(write).apply(old, wanted, managed, owner, true);
    }
    return applied(write, before, configuration, managed, owner, applied.object());
  }

  private static ObjectNode applied(
      FieldWrite write,
      ObjectNode before,
      ObjectNode configuration,
      ManagedFields managed,
      Owner owner,
      Optional<TypedValue> changed) {
    managed
        .entries()
        .computeIfPresent(owner, (_, owned) -> owned.with(owned.fields().difference(NEVER_OWNED)));
    managed.dropEmpty();
    ObjectNode object;
    if (changed.isPresent() && changed.get().value() instanceof ObjectNode merged) {
      object = withoutManagedFields(merged);
      managed.touch(owner, write.now());
      if (!write.kind().custom()) {
        FullForm.dropNulls(object, write.kind().schema());
      }
    } else {
      object = withoutManagedFields(before);
    }
    if (write.manager().equals(LastApplied.MANAGER)) {
      LastApplied.refresh(object, configuration);
    }
    return withManagedFields(object, managed);
  }

  private static void checkConfiguration(Kind kind, ObjectNode configuration) throws Rejection {
    String apiVersion = configuration.path("apiVersion").asText();
    String name = configuration.path("kind").asText();
    if (!apiVersion.equals(kind.apiVersion()) || !name.equals(kind.name())) {
      throw Status.badRequest("invalid object type: " + qualified(apiVersion, name)).rejection();
    }
    JsonNode managed = configuration.path(METADATA).path(MANAGED_FIELDS);
    if (!managed.isMissingNode() && !managed.isNull()) {
      throw Status.badRequest("metadata.managedFields must be nil").rejection();
    }
  }

  private static void checkType(String what, Kind kind, ObjectNode object, List<String> misfits)
      throws Rejection {
    if (misfits.isEmpty()) {
      return;
    }
    JsonNode metadata = object.path(METADATA);
    String why =
        misfits.size() == 1 ? misfits.getFirst() : "errors:\n  " + String.join("\n  ", misfits);
    throw Status.of(
            500,
            "",
            "failed to create typed %s (%s/%s; %s): %s"
                .formatted(
                    what,
                    metadata.path("namespace").asText(),
                    metadata.path("name").asText(),
                    qualified(kind.apiVersion(), kind.name()),
                    why))
        .rejection();
  }

  /** {@code apps/v1, Kind=Deployment}; the core group has no name, but its slash. */
  private static String qualified(String apiVersion, String kind) {
    return (apiVersion.contains("/") ? "" : "/") + apiVersion + ", Kind=" + kind;
  }

  private ManagedFields readForApply(FieldWrite write, ObjectNode live) throws Rejection {
    ManagedFields managed =
        ManagedFields.read(managedFields(live))
            .orElseThrow(() -> Status.of(500, "", "failed to decode managed fields").rejection());
    if (managed.entries().isEmpty() && live.path(METADATA).has("uid")) {
      FieldWrite untracked =
          new FieldWrite(
              write.kind(),
              write.subresource(),
              "before-first-apply",
              write.resetFields(),
              write.now());
      update(untracked, Optional.empty(), live, managed);
    }
    dropUnserved(write.kind(), managed);
    return managed;
  }

  /**
   * A client may put other managedFields in place, or a list with one empty entry to have them
   * forgotten (for a built-in kind also a list without any); nonsense and nothing count as if it
   * had left them alone.
   */
  private static ManagedFields readForUpdate(
      FieldWrite write, Optional<ObjectNode> live, ObjectNode updated) {
    JsonNode given = updated.path(METADATA).path(MANAGED_FIELDS);
    ManagedFields before =
        live.flatMap(it -> ManagedFields.read(managedFields(it))).orElseGet(ManagedFields::new);
    if (!write.subresource().isEmpty()) {
      return before;
    }
    boolean one = given.size() == 1 && given.path(0).isEmpty();
    boolean none = given.isArray() && given.isEmpty() && !write.kind().custom();
    if (one || none) {
      return new ManagedFields();
    }
    return given.isArray()
        ? ManagedFields.read(given).filter(it -> !it.entries().isEmpty()).orElse(before)
        : before;
  }

  private void dropUnserved(Kind kind, ManagedFields managed) {
    managed
        .entries()
        .values()
        .removeIf(owned ->
            !owned.apiVersion().equals(kind.apiVersion())
                && !served(owned.apiVersion(), kind.name()));
  }

  private boolean served(String apiVersion, String name) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return kinds.kind(group, apiVersion.substring(slash + 1), name).isPresent();
  }

  private static Ownership ownership(FieldWrite write) {
    return new Ownership(write.kind().apiVersion(), FieldSet.ofDotted(write.resetFields()));
  }

  private static JsonNode managedFields(ObjectNode object) {
    return object.path(METADATA).path(MANAGED_FIELDS);
  }

  private static ObjectNode withoutManagedFields(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    if (copy.get(METADATA) instanceof ObjectNode metadata) {
      metadata.remove(MANAGED_FIELDS);
    }
    return copy;
  }

  private static ObjectNode withManagedFields(ObjectNode object, ManagedFields managed) {
    ArrayNode written = managed.write();
    if (!written.isEmpty()) {
      object.withObjectProperty(METADATA).set(MANAGED_FIELDS, written);
    }
    return object;
  }

  /**
   * To be called last, before a write is compared with what is stored: where nothing but the times
   * in {@code managedFields} differs, the write changes nothing at all.
   *
   * @return {@code live} if the two differ in those times only, otherwise {@code updated}
   */
  public static ObjectNode unlessOnlyTimesDiffer(ObjectNode updated, ObjectNode live) {
    return Values.equal(timeless(updated), timeless(live)) ? live : updated;
  }

  private static ObjectNode timeless(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    for (JsonNode entry : managedFields(copy)) {
      if (entry instanceof ObjectNode it) {
        it.remove("time");
      }
    }
    return copy;
  }
}
