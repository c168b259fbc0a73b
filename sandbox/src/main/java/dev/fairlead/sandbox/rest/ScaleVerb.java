package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;

/** The subresource {@code scale}. */
final class ScaleVerb {

  private final Registry registry;

  ScaleVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    throw Status.of(501, "", "scale of " + kind.name() + registry + call).rejection();
  }
}
