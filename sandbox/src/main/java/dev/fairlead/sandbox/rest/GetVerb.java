package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Stored;

/** GET of one object. */
final class GetVerb {

  private final Registry registry;

  GetVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    long atLeast = ResourceVersion.ofRead(call.query().text("resourceVersion"));
    long current = registry.store().revision();
    if (atLeast > current) {
      throw ResourceVersion.tooLarge(atLeast, current).rejection();
    }
    Stored stored = stored(call, kind);
    return new Answer.One(200, kind, Versions.in(kind, stored.object()));
  }

  private Stored stored(Call call, Kind kind) throws Rejection {
    String name = call.info().name();
    return registry
        .store()
        .get(Registry.key(kind, call.info().namespace(), name))
        .orElseThrow(() -> Status.notFound(kind.group(), kind.plural(), name).rejection());
  }
}
