package dev.fairlead.protocol.query;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.Optional;

/**
 * Asked of a watcher by an attempt that looks for objects of a declared kind by a selector, an
 * index, or both; answered by {@link LookupAnswer}, a page at a time.
 *
 * @param token the attempt
 * @param kind a kind that its controller declares
 * @param namespace only objects of this one; empty for all
 * @param selector only objects whose labels satisfy it, in the words of {@code kubectl -l}; empty
 *     for all
 * @param index the name of a declared index; empty for none
 * @param value only objects with this value in the index
 * @param after only objects behind this name; empty for the first page
 */
public record SelectQuery(
    Token token,
    GroupVersionKind kind,
    String namespace,
    String selector,
    String index,
    String value,
    Optional<NamespacedName> after) {

  /** The page after this object. */
  public SelectQuery behind(NamespacedName last) {
    return new SelectQuery(token, kind, namespace, selector, index, value, Optional.of(last));
  }
}
