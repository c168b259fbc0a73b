package dev.fairlead.protocol.declaration;

/** How an object that a controller watches leads to the keys of its primaries. */
public sealed interface KeyMapping {

  /** The object is the primary. */
  record Self() implements KeyMapping {}

  /** The object's controller owner reference names the primary. */
  record ControllerOwner() implements KeyMapping {}

  /** The primary of the same namespace and name. */
  record SameName() implements KeyMapping {}

  /** The value of this label of the object is the primary's name, in the same namespace. */
  record Label(String label) implements KeyMapping {}

  /**
   * A field of the primary holds the object's name, in the same namespace.
   *
   * @param path the field of the primary, in dotted form such as {@code spec.tlsSecretName}
   */
  record PrimaryField(String path) implements KeyMapping {}

  /**
   * A class of the operator leads from the object to keys: only a watcher that has it can serve the
   * controller.
   */
  record Code(String type) implements KeyMapping {}
}
