package dev.fairlead.watcher.query;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.selector.LabelSelector;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.controller.ControllerWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of the primaries of a controller, in the order of namespace and name. A page begins
 * behind a name, so what comes and goes between two pages neither repeats nor hides others.
 */
record ObjectPage(WatcherQuery.ListObjects query, LabelSelector labels, int limit) {

  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;
  private static final int STRIDE = 1_000;

  /** What a question turned out to be. */
  sealed interface Asked {

    /** A page. */
    record Good(ObjectPage page) implements Asked {}

    /** No page: a part of the question is malformed. */
    record Bad(String field, String detail) implements Asked {}
  }

  /** The objects of a page, and the name behind which the next one begins. */
  record Chosen(List<ObservedObject> objects, Optional<NamespacedName> next) {}

  /** Reads a question; a limit of 0 asks for the default. */
  static Asked of(WatcherQuery.ListObjects query) {
    if (query.limit() < 0) {
      return new Asked.Bad("limit", "must not be negative");
    }
    int limit = query.limit() == 0 ? LIMIT_DEFAULT : Math.min(query.limit(), LIMIT_MAX);
    return switch (LabelSelector.parse(query.labelSelector())) {
      case LabelSelector.Parsed.Malformed(String detail) -> new Asked.Bad("labelSelector", detail);
      case LabelSelector.Parsed.Selector(LabelSelector labels) ->
          new Asked.Good(new ObjectPage(query, labels, limit));
    };
  }

  /**
   * What may be on the page, as far as can be told without decoding, on the loop: one more than fit
   * on it, or all where readiness is still to decide.
   */
  List<ObservedObject> candidates(ControllerWatch controller) {
    List<ObservedObject> candidates = new ArrayList<>();
    Walk walk = new Walk(controller.primaries().lister(), query.namespace(), query.after());
    int stride = isWhole() ? limit + 1 : STRIDE;
    while (!walk.over() && (query.ready().isPresent() || candidates.size() <= limit)) {
      walk.next(stride).stream()
          .filter(object -> matches(object) && inPhase(controller, object))
          .forEach(candidates::add);
    }
    return candidates;
  }

  /** Whether nothing but the namespace is asked for, so that no more is listed than is shown. */
  private boolean isWhole() {
    return query.labelSelector().isEmpty()
        && query.search().isEmpty()
        && query.ready().isEmpty()
        && query.phase().isEmpty();
  }

  private boolean matches(ObservedObject object) {
    return (query.search().isEmpty() || object.name().toString().contains(query.search()))
        && labels.matches(object.metadata().labels());
  }

  private boolean inPhase(ControllerWatch controller, ObservedObject object) {
    Optional<Phase> wanted = query.phase();
    return wanted.isEmpty()
        || controller
            .partitions()
            .ownerOf(object.name())
            .filter(owner -> owner.dispatcher().view(object.name()).phase() == wanted.get())
            .isPresent();
  }

  /** What is on the page. */
  Chosen choose(List<ObservedObject> candidates, String readyCondition) {
    List<ObservedObject> chosen =
        candidates.stream()
            .filter(object -> query.ready().isEmpty() || ready(object, readyCondition))
            .limit(limit + 1L)
            .toList();
    return chosen.size() <= limit
        ? new Chosen(chosen, Optional.empty())
        : new Chosen(chosen.subList(0, limit), Optional.of(chosen.get(limit - 1).name()));
  }

  private boolean ready(ObservedObject object, String readyCondition) {
    return Readiness.ofPrimary(readyCondition, Json.state(object)).ready().equals(query.ready());
  }
}
