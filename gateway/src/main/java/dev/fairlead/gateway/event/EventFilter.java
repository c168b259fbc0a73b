package dev.fairlead.gateway.event;

import dev.fairlead.gateway.event.Event.Subject;

/**
 * Which events a client wants. Who names a controller gets what is about that controller, who names
 * a namespace only what is about objects in it.
 *
 * @param controller empty for all
 * @param namespace empty for all
 */
public record EventFilter(String controller, String namespace) {

  boolean wants(Subject subject) {
    return switch (subject) {
      case Subject.Mesh() -> controller.isEmpty() && namespace.isEmpty();
      case Subject.Controller(String about) -> isOrAny(controller, about) && namespace.isEmpty();
      case Subject.Primary(String about, String in) ->
          isOrAny(controller, about) && isOrAny(namespace, in);
    };
  }

  private static boolean isOrAny(String wanted, String found) {
    return wanted.isEmpty() || wanted.equals(found);
  }
}
