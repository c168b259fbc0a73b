package dev.fairlead.gateway.event;

/**
 * Something that happened.
 *
 * @param type as {@code event:} has it
 * @param subject what it is about, which decides who is told
 * @param data JSON on one line
 */
public record Event(String type, Subject subject, String data) {

  /** What an event is about. */
  public sealed interface Subject {

    /** The mesh as a whole. */
    record Mesh() implements Subject {}

    /** A controller with all its objects. */
    record Controller(String controller) implements Subject {}

    /** An object; the namespace is empty where its kind is cluster-scoped. */
    record Primary(String controller, String namespace) implements Subject {}
  }
}
