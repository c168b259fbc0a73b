package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Stored;
import java.util.Optional;

/** GET of one object. */
final class GetVerb {

  private final Registry registry;

  GetVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    long atLeast = ResourceVersion.ofRead(call.query().text("resourceVersion"));
    long current = call.asOf().orElseGet(registry.store()::revision);
    if (atLeast > current) {
      throw ResourceVersion.tooLarge(atLeast, current).rejection();
    }
    Stored stored = stored(call, kind);
    return new Answer.One(200, kind, Versions.in(kind, stored.object()));
  }

  /** The object as it was; as it is, where that is no longer known. */
  private Optional<Stored> older(Key key, long revision) {
    return switch (registry.store().list(Query.of(Scope.of(key)).at(revision))) {
      case Listing.Page page ->
          page.items().iterator().hasNext()
              ? Optional.of(page.items().iterator().next())
              : Optional.empty();
      case Listing.TooOld _, Listing.TooNew _ -> registry.store().get(key);
    };
  }

  private Stored stored(Call call, Kind kind) throws Rejection {
    String name = call.info().name();
    Key key = Registry.key(kind, call.info().namespace(), name);
    return (call.asOf().isEmpty() ? registry.store().get(key) : older(key, call.asOf().getAsLong()))
        .orElseThrow(() -> Status.notFound(kind.group(), kind.plural(), name).rejection());
  }
}
