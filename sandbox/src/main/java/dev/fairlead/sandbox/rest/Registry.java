package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.access.Authorizer;
import dev.fairlead.sandbox.apply.FieldManagement;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Store;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What the verbs work on.
 *
 * @param strategies what a kind does beyond the verbs
 * @param admission what may refuse a write beside its kind
 */
public record Registry(
    Store store,
    Kinds kinds,
    Function<Kind, Strategy> strategies,
    FieldManagement fields,
    Admission admission,
    Authorizer authorizer,
    InstantSource clock) {

  Strategy strategy(Kind kind) {
    return strategies.apply(kind);
  }

  static Key key(Kind kind, String namespace, String name) {
    return new Key(kind.collection(), kind.namespaced() ? namespace : "", name);
  }
}
