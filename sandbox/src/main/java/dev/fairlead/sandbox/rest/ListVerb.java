package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** GET of many objects, in pages if the client likes. */
final class ListVerb {

  private static final String CONTINUE_TOO_OLD =
      "The provided continue parameter is too old to display a consistent list result. You can start"
          + " a new list without the continue parameter, or use the continue token in this response"
          + " to retrieve the remainder of the results. Continuing with the provided token results"
          + " in an inconsistent list - objects that were created, modified, or deleted between the"
          + " time the first chunk was returned and now may show up in the list.";
  private static final String TOO_OLD = "The resourceVersion for the provided list is too old.";

  private final Registry registry;

  ListVerb(Registry registry) {
    this.registry = registry;
  }

  Answer.Many serve(Call call, Kind kind) throws Rejection {
    return list(
        kind, ListOptions.parse(call.query(), false), Selection.parse(call, kind), call.asOf());
  }

  Answer.Many list(Kind kind, ListOptions options, Selection selection) throws Rejection {
    return list(kind, options, selection, OptionalLong.empty());
  }

  private Answer.Many list(Kind kind, ListOptions options, Selection selection, OptionalLong asOf)
      throws Rejection {
    Scope scope = selection.scope();
    Query all = new Query(scope, OptionalLong.empty(), Optional.empty(), 0, selection.filter());
    long current = asOf.orElseGet(registry.store()::revision);
    Query wanted =
        options.next().isEmpty() ? first(options, all, current) : later(kind, options, all);
    Query query =
        asOf.isPresent() && wanted.revision().isEmpty() ? wanted.at(asOf.getAsLong()) : wanted;
    return switch (registry.store().list(query)) {
      case Listing.Page page -> answer(kind, scope, page);
      case Listing.TooNew tooNew ->
          throw ResourceVersion.tooLarge(tooNew.revision(), tooNew.current()).rejection();
      case Listing.TooOld _ -> throw expired(query, scope);
    };
  }

  private static Query first(ListOptions options, Query all, long current) throws Rejection {
    long revision = ResourceVersion.ofList(options.resourceVersion());
    if (options.resourceVersion().equals("0")) {
      return all;
    }
    boolean exact = options.exact() || (options.match().isEmpty() && options.limit() > 0);
    Query query = all.limit(options.limit());
    if (revision > 0 && exact) {
      return query.at(revision);
    }
    if (revision > current) {
      throw ResourceVersion.tooLarge(revision, current).rejection();
    }
    return query;
  }

  private static Query later(Kind kind, ListOptions options, Query all) throws Rejection {
    ContinueToken token = ContinueToken.parse(options.next(), all.scope(), kind.namespaced());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
      throw Status.badRequest("specifying resource version is not allowed when using continue")
          .rejection();
    }
    Query query = all.limit(options.limit()).after(token.last());
    return token.revision() > 0 ? query.at(token.revision()) : query;
  }

  private static Rejection expired(Query query, Scope scope) {
    Optional<Key> last = query.after();
    if (last.isEmpty()) {
      return Status.of(410, "Expired", TOO_OLD).rejection();
    }
    return Status.of(410, "Expired", CONTINUE_TOO_OLD)
        .continuing(new ContinueToken(-1, last.get()).text(scope))
        .rejection();
  }

  private static Answer.Many answer(Kind kind, Scope scope, Listing.Page page) {
    String next =
        page.next().map(last -> new ContinueToken(page.revision(), last).text(scope)).orElse("");
    return new Answer.Many(
        kind, Long.toString(page.revision()), next, page.remaining(), () -> objects(kind, page));
  }

  private static Iterator<ObjectNode> objects(Kind kind, Listing.Page page) {
    var items = page.items().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public ObjectNode next() {
        return Versions.in(kind, items.next().object());
      }
    };
  }
}
