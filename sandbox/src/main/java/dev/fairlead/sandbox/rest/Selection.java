package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.selector.FieldSelector;
import dev.fairlead.sandbox.selector.LabelSelector;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import java.util.Optional;
import java.util.function.Predicate;

/** Which objects a list, a watch or a delete of many is about. */
record Selection(Kind kind, String namespace, LabelSelector labels, FieldSelector fields) {

  static Selection parse(Call call, Kind kind) throws Rejection {
    LabelSelector labels = LabelSelector.parse(call.query().text("labelSelector"));
    FieldSelector fields = FieldSelector.parse(call.query().text("fieldSelector"), kind);
    RequestInfo info = call.info();
    if (info.named()) {
      if (fields.isEverything()) {
        fields = FieldSelector.parse("metadata.name=" + info.name(), kind);
      } else if (fields.name().filter(info.name()::equals).isEmpty()) {
        throw Status.badRequest("fieldSelector metadata.name doesn't match requested name")
            .rejection();
      }
    }
    return new Selection(kind, kind.namespaced() ? info.namespace() : "", labels, fields);
  }

  Scope scope() {
    boolean one = fields.name().isPresent() && (!kind.namespaced() || !namespace.isEmpty());
    return one
        ? Scope.of(new Key(kind.collection(), namespace, fields.name().get()))
        : new Scope(kind.collection(), namespace, "");
  }

  /** Whether an object is meant; empty where all are. */
  Optional<Predicate<ObjectNode>> filter() {
    if (labels.isEverything() && fields.isEverything()) {
      return Optional.empty();
    }
    return Optional.of(
        object -> labels.matches(object) && fields.matches(Versions.in(kind, object)));
  }
}
