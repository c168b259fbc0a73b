package dev.fairlead.protocol.message;

import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt sees: the objects of its key as the owner's cache had them at one moment. Each
 * kind is consistent at a resourceVersion of its own; there is no cut across kinds.
 *
 * @param primary the primary; empty if it is gone
 * @param children objects of owned kinds whose controller owner is the primary
 * @param reads objects of read kinds that map to the key
 */
public record Snapshot(
    Optional<ObservedObject> primary, List<ObservedObject> children, List<ObservedObject> reads) {

  public Snapshot {
    children = List.copyOf(children);
    reads = List.copyOf(reads);
  }

  /** The same with all JSON at hand: an attempt reads most of it more than once. */
  public Snapshot unpacked() {
    return new Snapshot(
        primary.map(ObservedObject::unpacked),
        children.stream().map(ObservedObject::unpacked).toList(),
        reads.stream().map(ObservedObject::unpacked).toList());
  }
}
