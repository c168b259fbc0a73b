package dev.fairlead.protocol.query;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.Map;
import java.util.Optional;

/**
 * Asked of a watcher by an attempt that needs more of a declared kind than its snapshot has;
 * answered by {@link LookupAnswer}, a page at a time.
 *
 * @param token the attempt
 * @param kind a kind that its controller declares
 * @param namespace only objects of this one; empty for all
 * @param name only the object of this name; empty for any
 * @param labels only objects that have all of these
 * @param after only objects behind this name; empty for the first page
 */
public record LookupQuery(
    Token token,
    GroupVersionKind kind,
    String namespace,
    String name,
    Map<String, String> labels,
    Optional<NamespacedName> after) {

  public LookupQuery {
    labels = Map.copyOf(labels);
  }

  /** The page after this object. */
  public LookupQuery behind(NamespacedName last) {
    return new LookupQuery(token, kind, namespace, name, labels, Optional.of(last));
  }
}
