package dev.fairlead.gateway;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Makes one answer of what several watchers say. Each of them has everything in its cache, and
 * knows where the keys stand that it owns. Pure.
 */
final class Answers {

  private static final Comparator<PartitionView> BY_PARTITION =
      Comparator.comparing(PartitionView::controller)
          .thenComparingInt(PartitionView::layout)
          .thenComparingInt(PartitionView::partition);

  private Answers() {}

  /** Whether a reply is as good as any can be, so that no other needs to be waited for. */
  static boolean suffices(WatcherReply reply) {
    return reply.answer() instanceof WatcherAnswer.BadQuery
        || (reply.owner() && !(reply.answer() instanceof WatcherAnswer.NoSuchController));
  }

  /** The best that can be made of all answers to a question; empty if there is none. */
  static Optional<WatcherAnswer> best(WatcherQuery query, List<WatcherAnswer> said) {
    List<WatcherAnswer.Controllers> controllers = of(said, WatcherAnswer.Controllers.class);
    if (!controllers.isEmpty()) {
      return Optional.of(
          new WatcherAnswer.Controllers(controllers(controllers), partitions(controllers)));
    }
    List<WatcherAnswer.Objects> pages = of(said, WatcherAnswer.Objects.class);
    if (!pages.isEmpty()) {
      int limit = query instanceof WatcherQuery.ListObjects list ? list.limit() : 1;
      return Optional.of(page(pages, limit));
    }
    return Stream.of(
            WatcherAnswer.Taken.class,
            WatcherAnswer.Explanation.class,
            WatcherAnswer.NotOwned.class,
            WatcherAnswer.NoSuchObject.class,
            WatcherAnswer.NoSuchController.class)
        .flatMap(kind -> said.stream().filter(kind::isInstance))
        .findFirst();
  }

  private static <T> List<T> of(List<WatcherAnswer> answers, Class<T> kind) {
    return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Each partition once: as its owner tells it, the one of the highest epoch if several do. Who is
   * behind may still name partitions of a layout that is over.
   */
  private static List<PartitionView> partitions(List<WatcherAnswer.Controllers> answers) {
    Map<PartitionView, PartitionView> best = new TreeMap<>(BY_PARTITION);
    for (WatcherAnswer.Controllers answer : answers) {
      for (PartitionView partition : answer.partitions()) {
        best.merge(partition, partition, (one, other) -> other.epoch() > one.epoch() ? other : one);
      }
    }
    Map<String, Integer> layouts = new TreeMap<>();
    best.values().forEach(one -> layouts.merge(one.controller(), one.layout(), Math::max));
    return best.values().stream()
        .filter(one ->
            !one.owner().isEmpty() || one.layout() == layouts.getOrDefault(one.controller(), 0))
        .toList();
  }

  /** Each controller once, in the order of their names. */
  private static List<ControllerView> controllers(List<WatcherAnswer.Controllers> answers) {
    Map<String, List<ControllerView>> byName = new TreeMap<>();
    for (WatcherAnswer.Controllers answer : answers) {
      for (ControllerView view : answer.items()) {
        byName.computeIfAbsent(view.name(), _ -> new ArrayList<>()).add(view);
      }
    }
    return byName.values().stream().map(Answers::one).toList();
  }

  /** What owners count is added up; what each cache shows is the same, or will be. */
  private static ControllerView one(List<ControllerView> views) {
    ControllerView first = views.getFirst();
    return new ControllerView(
        first.name(),
        first.kind(),
        first.apiVersion(),
        first.owns(),
        first.reads(),
        most(views, ControllerView::objects),
        most(views, ControllerView::ready),
        most(views, ControllerView::notReady),
        sum(views, ControllerView::due),
        sum(views, ControllerView::delayed),
        sum(views, ControllerView::running),
        sum(views, ControllerView::held),
        views.stream().anyMatch(ControllerView::paused),
        most(views, ControllerView::workers),
        sum(views, ControllerView::credit),
        views.stream().mapToDouble(ControllerView::oldestDueSeconds).max().orElse(0),
        total(views, ControllerView::ratePerSecond),
        total(views, ControllerView::errorsPerSecond),
        views.stream()
            .map(ControllerView::problems)
            .flatMap(Collection::stream)
            .distinct()
            .toList(),
        views.stream().flatMap(view -> view.resource().stream()).findFirst());
  }

  private static int most(List<ControllerView> views, ToIntFunction<ControllerView> count) {
    return views.stream().mapToInt(count).max().orElse(0);
  }

  private static int sum(List<ControllerView> views, ToIntFunction<ControllerView> count) {
    return views.stream().mapToInt(count).sum();
  }

  private static double total(List<ControllerView> views, ToDoubleFunction<ControllerView> rate) {
    return views.stream().mapToDouble(rate).sum();
  }

  /** Each object once, as its owner tells it, as far as all of the pages go, and not too many. */
  private static WatcherAnswer.Objects page(List<WatcherAnswer.Objects> pages, int limit) {
    Optional<NamespacedName> end =
        pages.stream().flatMap(page -> page.next().stream()).min(Comparator.naturalOrder());
    Map<NamespacedName, ObjectView> best = new TreeMap<>();
    for (WatcherAnswer.Objects page : pages) {
      for (ObjectView object : page.items()) {
        NamespacedName name = new NamespacedName(object.namespace(), object.name());
        if (end.isEmpty() || name.compareTo(end.get()) <= 0) {
          best.merge(name, object, (one, other) -> other.epoch() > one.epoch() ? other : one);
        }
      }
    }
    List<ObjectView> items = List.copyOf(best.values());
    return items.size() <= limit
        ? new WatcherAnswer.Objects(items, end)
        : new WatcherAnswer.Objects(
            items.subList(0, limit), best.keySet().stream().skip(limit - 1L).findFirst());
  }
}
