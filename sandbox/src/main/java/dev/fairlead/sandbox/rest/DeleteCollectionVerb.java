package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;

/** DELETE of all objects in a namespace that the selectors mean. */
final class DeleteCollectionVerb {

  private final Registry registry;

  DeleteCollectionVerb(Registry registry) {
    this.registry = registry;
  }

  /** Answers the list of what it has deleted or begun to. */
  Answer serve(Call call, Kind kind) throws Rejection {
    ListOptions listing = ListOptions.parse(call.query(), false);
    Selection selection = Selection.parse(call, kind);
    DeleteOptions options = DeleteOptions.parse(call);
    Answer.Many page = new ListVerb(registry).list(kind, listing, selection);
    DeleteVerb delete = new DeleteVerb(registry);
    List<ObjectNode> items = new ArrayList<>();
    for (ObjectNode object : page.items()) {
      items.add(object);
      try {
        delete.delete(
            call, kind, Registry.key(kind, Meta.namespace(object), Meta.name(object)), options);
      } catch (Rejection e) {
        if (e.status().code() != 404) {
          throw e;
        }
      }
    }
    return new Answer.Many(kind, page.resourceVersion(), page.next(), page.remaining(), items);
  }
}
