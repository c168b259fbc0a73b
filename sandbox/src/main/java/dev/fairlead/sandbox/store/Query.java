package dev.fairlead.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a list asks for.
 *
 * @param revision the state to read; empty for the present one
 * @param after the key after which a continued list goes on; empty for the beginning
 * @param limit how many objects at most; 0 for all
 * @param filter which objects; empty for all. It is called with shared objects, on the caller's
 *     thread
 */
public record Query(
    Scope scope,
    OptionalLong revision,
    Optional<Key> after,
    int limit,
    Optional<Predicate<ObjectNode>> filter) {

  /** All that is in the scope now. */
  public static Query of(Scope scope) {
    return new Query(scope, OptionalLong.empty(), Optional.empty(), 0, Optional.empty());
  }

  public Query at(long exact) {
    return new Query(scope, OptionalLong.of(exact), after, limit, filter);
  }

  public Query after(Key last) {
    return new Query(scope, revision, Optional.of(last), limit, filter);
  }

  public Query limit(int most) {
    return new Query(scope, revision, after, most, filter);
  }

  public Query matching(Predicate<ObjectNode> which) {
    return new Query(scope, revision, after, limit, Optional.of(which));
  }
}
