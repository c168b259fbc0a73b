package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sandbox.store.Written;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** DELETE of one object: at once, or after its finalizers and its grace period. */
final class DeleteVerb {

  private final Registry registry;

  DeleteVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    DeleteOptions options = DeleteOptions.parse(call);
    return delete(
        call, kind, Registry.key(kind, call.info().namespace(), call.info().name()), options);
  }

  /** Deletes one object, or begins to. */
  Answer delete(Call call, Kind kind, Key key, DeleteOptions options) throws Rejection {
    while (true) {
      Stored stored =
          registry
              .store()
              .get(key)
              .orElseThrow(
                  () -> Status.notFound(kind.group(), kind.plural(), key.name()).rejection());
      Optional<Answer> answer = attempt(call, kind, stored, options);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Optional<Answer> attempt(Call call, Kind kind, Stored stored, DeleteOptions options)
      throws Rejection {
    ObjectNode live = stored.object();
    checkPreconditions(kind, live, options);
    registry.admission().check(call, kind, Optional.empty(), Optional.of(live));
    ObjectNode object = live.deepCopy();
    Strategy strategy = registry.strategy(kind);
    if (!Meta.deleting(live)) {
      strategy.prepareForDelete(kind, object, registry.clock().instant());
    }
    List<String> finalizers = Deletion.finalizers(object, options, strategy.defaultPropagation());
    if (!new HashSet<>(finalizers).equals(new HashSet<>(Meta.finalizers(object)))) {
      Meta.finalizers(object, finalizers);
    }
    OptionalLong grace = grace(kind, live, options);
    boolean held = !Deletion.pending(kind, object).isEmpty();
    if (!held && grace.isEmpty()) {
      return remove(kind, stored, options);
    }
    Deletion.mark(
        object, registry.clock().instant(), held && grace.isEmpty() ? 0 : grace.orElse(0));
    int code = options.orphanDependents().filter(it -> !it).isPresent() ? 202 : 200;
    if (options.dryRun()) {
      return Optional.of(new Answer.One(code, kind, Versions.in(kind, object)));
    }
    return switch (registry.store().update(stored.key(), stored.revision(), object)) {
      case Written.Done done ->
          Optional.of(new Answer.One(code, kind, Versions.in(kind, done.stored().object())));
      case Written.Conflict _ -> Optional.empty();
    };
  }

  /** How long the object stays yet; empty if it goes at once. */
  private OptionalLong grace(Kind kind, ObjectNode live, DeleteOptions options) {
    OptionalLong grace = registry.strategy(kind).graceSeconds(kind, live, options.graceSeconds());
    return grace.orElse(0) > 0 ? grace : OptionalLong.empty();
  }

  private Optional<Answer> remove(Kind kind, Stored stored, DeleteOptions options) {
    if (options.dryRun()) {
      return Optional.of(gone(kind, stored.object()));
    }
    return switch (registry.store().delete(stored.key(), stored.revision())) {
      case Written.Done done -> Optional.of(gone(kind, done.stored().object()));
      case Written.Conflict _ -> Optional.empty();
    };
  }

  private Answer gone(Kind kind, ObjectNode object) {
    if (registry.strategy(kind).returnsDeletedObject(kind)) {
      return new Answer.One(200, kind, Versions.in(kind, object));
    }
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details").put("name", Meta.name(object));
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    details.put("kind", kind.plural()).put("uid", Meta.uid(object));
    return new Answer.Plain(200, status);
  }

  private static void checkPreconditions(Kind kind, ObjectNode live, DeleteOptions options)
      throws Rejection {
    check(kind, live, "UID", options.uid(), Meta.uid(live), "deleted and then recreated");
    check(
        kind,
        live,
        "ResourceVersion",
        options.resourceVersion(),
        Meta.text(live, Meta.RESOURCE_VERSION),
        "modified");
  }

  private static void check(
      Kind kind, ObjectNode live, String what, Optional<String> wanted, String is, String perhaps)
      throws Rejection {
    if (wanted.isPresent() && !wanted.get().equals(is)) {
      throw Status.conflict(
              kind.group(),
              kind.name(),
              Meta.name(live),
              "the %1$s in the precondition (%2$s) does not match the %1$s in record (%3$s). The object might have been %4$s"
                  .formatted(what, wanted.get(), is, perhaps))
          .rejection();
    }
  }
}
