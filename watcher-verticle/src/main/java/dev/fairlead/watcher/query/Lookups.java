package dev.fairlead.watcher.query;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.protocol.selector.LabelSelector;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Transfers;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

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
    return switch (question) {
      case LookupQuery query -> Optional.of(look(query));
      case SelectQuery query -> Optional.of(select(query));
      default -> Optional.empty();
    };
  }

  private Future<LookupAnswer> look(LookupQuery query) {
    return within(
        query.token(),
        query.kind(),
        (controller, lister) -> Future.succeededFuture(page(query, lister)));
  }

  private Future<LookupAnswer> select(SelectQuery query) {
    return switch (LabelSelector.parse(query.selector())) {
      case LabelSelector.Parsed.Malformed(String detail) ->
          Future.failedFuture("\"" + query.selector() + "\" is no selector: " + detail);
      case LabelSelector.Parsed.Selector(LabelSelector selector) ->
          within(
              query.token(),
              query.kind(),
              (controller, lister) -> select(query, selector, controller, lister));
    };
  }

  private static Future<LookupAnswer> select(
      SelectQuery query, LabelSelector selector, ControllerWatch controller, Lister lister) {
    if (query.index().isEmpty()) {
      Walk walk = new Walk(lister, query.namespace(), query.after());
      return Future.succeededFuture(
          page(walk, object -> selector.matches(object.metadata().labels())));
    }
    Optional<Index> index = controller.index(query.kind(), query.index());
    if (index.isEmpty()) {
      return Future.failedFuture(query.kind() + " has no index " + query.index() + " here");
    }
    Page page = new Page();
    for (ObservedObject object :
        lister.byIndex(index.get(), new NamespacedName("", query.value()))) {
      boolean behind = query.after().map(after -> object.name().compareTo(after) > 0).orElse(true);
      boolean inside =
          query.namespace().isEmpty() || query.namespace().equals(object.name().namespace());
      if (behind && inside && selector.matches(object.metadata().labels()) && !page.add(object)) {
        break;
      }
    }
    return Future.succeededFuture(page.answer());
  }

  private Future<LookupAnswer> within(
      Token token,
      GroupVersionKind kind,
      BiFunction<ControllerWatch, Lister, Future<LookupAnswer>> look) {
    Optional<ControllerWatch> controller = controllers.find(token.partition().controller());
    Optional<Lister> lister = controller.flatMap(watch -> watch.lister(kind));
    if (lister.isEmpty() || !controller.get().synced()) {
      return Future.failedFuture(
          kind + " of " + token.partition().controller() + " is not in step here");
    }
    return look.apply(controller.get(), lister.get())
        .onSuccess(page -> transfers.shown(page.objects()));
  }

  private static LookupAnswer page(LookupQuery query, Lister lister) {
    if (!query.name().isEmpty()) {
      NamespacedName name = new NamespacedName(query.namespace(), query.name());
      return new LookupAnswer(lister.get(name).stream().toList(), false);
    }
    return page(
        new Walk(lister, query.namespace(), query.after()),
        object -> object.metadata().labels().entrySet().containsAll(query.labels().entrySet()));
  }

  private static LookupAnswer page(Walk walk, Predicate<ObservedObject> matches) {
    Page page = new Page();
    while (!walk.over()) {
      for (ObservedObject object : walk.next(STRIDE)) {
        if (matches.test(object) && !page.add(object)) {
          return page.answer();
        }
      }
    }
    return page.answer();
  }

  /** What one answer holds, bounded by number and by bytes. */
  private static final class Page {

    private final List<ObservedObject> objects = new ArrayList<>();
    private long bytes;
    private boolean more;

    /** Takes one more, or says that there are more than it takes. */
    boolean add(ObservedObject object) {
      bytes += object.frame().storedBytes();
      more = objects.size() == OBJECTS_MAX || (bytes > BYTES_MAX && !objects.isEmpty());
      if (!more) {
        objects.add(object);
      }
      return !more;
    }

    LookupAnswer answer() {
      return new LookupAnswer(objects, more);
    }
  }
}
