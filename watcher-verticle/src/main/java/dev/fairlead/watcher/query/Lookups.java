package dev.fairlead.watcher.query;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Transfers;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers what attempts look up beyond their snapshots from the caches of their controller: what is
 * not there is not, as far as the cache has come. Lives on the loop.
 */
public final class Lookups {

  private static final int OBJECTS_MAX = 500;
  private static final int STRIDE = OBJECTS_MAX + 1;

  /** A page goes on until it is as large; a single object may be larger. */
  private static final long BYTES_MAX = 1 << 20;

  private final Controllers controllers;
  private final Transfers transfers;

  /**
   * Of one watcher.
   *
   * @param transfers hears which dictionaries workers will ask for
   */
  public Lookups(Controllers controllers, Transfers transfers) {
    this.controllers = controllers;
    this.transfers = transfers;
  }

  /** The answer to a lookup; empty if the question is another one. */
  public Optional<Future<?>> answer(Object question) {
    return question instanceof LookupQuery query ? Optional.of(look(query)) : Optional.empty();
  }

  private Future<LookupAnswer> look(LookupQuery query) {
    Token token = query.token();
    Optional<ControllerWatch> controller = controllers.find(token.partition().controller());
    Optional<Lister> lister = controller.flatMap(watch -> watch.lister(query.kind()));
    if (lister.isEmpty() || !controller.get().synced()) {
      return Future.failedFuture(
          query.kind() + " of " + token.partition().controller() + " is not in step here");
    }
    LookupAnswer page = page(query, lister.get());
    transfers.shown(page.objects());
    return Future.succeededFuture(page);
  }

  private static LookupAnswer page(LookupQuery query, Lister lister) {
    if (!query.name().isEmpty()) {
      NamespacedName name = new NamespacedName(query.namespace(), query.name());
      return new LookupAnswer(lister.get(name).stream().toList(), false);
    }
    List<ObservedObject> page = new ArrayList<>();
    long bytes = 0;
    Walk walk = new Walk(lister, query.namespace(), query.after());
    while (!walk.over()) {
      for (ObservedObject object : walk.next(STRIDE)) {
        if (!object.metadata().labels().entrySet().containsAll(query.labels().entrySet())) {
          continue;
        }
        bytes += object.frame().storedBytes();
        if (page.size() == OBJECTS_MAX || (bytes > BYTES_MAX && !page.isEmpty())) {
          return new LookupAnswer(page, true);
        }
        page.add(object);
      }
    }
    return new LookupAnswer(page, false);
  }
}
