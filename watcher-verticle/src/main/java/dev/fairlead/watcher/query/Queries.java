package dev.fairlead.watcher.query;

import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.explain.Rivals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Answers the questions of the mesh. Called on the loop, where it takes what is known at that
 * moment; the answers are worked out on virtual threads.
 */
public final class Queries {

  private final Controllers controllers;
  private final Surroundings world;
  private final Rivals rivals;
  private final ControllerViews views = new ControllerViews();

  /**
   * Answers about these controllers.
   *
   * @param rivals who else writes to an object; asked on a virtual thread
   */
  public Queries(Controllers controllers, Surroundings world, Rivals rivals) {
    this.controllers = controllers;
    this.world = world;
    this.rivals = rivals;
  }

  /** The {@link WatcherReply} to a {@link WatcherQuery}. */
  public Future<WatcherReply> reply(Object question) {
    if (question instanceof WatcherQuery query) {
      boolean owner = owns(query);
      return answer(query).map(answer -> new WatcherReply(owner, answer));
    }
    return Future.failedFuture(
        "a watcher does not answer a " + question.getClass().getSimpleName());
  }

  /** What all watchers together have to answer is owned by none of them. */
  private boolean owns(WatcherQuery query) {
    return switch (query) {
      case WatcherQuery.ListControllers _, WatcherQuery.GetController _, WatcherQuery.Pause _ ->
          false;
      case WatcherQuery.ListObjects list ->
          controllers
              .find(list.controller())
              .filter(controller -> controller.partitions().ownsAll())
              .isPresent();
      case WatcherQuery.GetObject(String name, NamespacedName key) -> owns(name, key);
      case WatcherQuery.Explain(String name, NamespacedName key) -> owns(name, key);
      case WatcherQuery.Reconcile(String name, NamespacedName key, _) -> owns(name, key);
    };
  }

  private boolean owns(String name, NamespacedName key) {
    return controllers
        .find(name)
        .flatMap(controller -> controller.partitions().ownerOf(key))
        .isPresent();
  }

  private Future<WatcherAnswer> answer(WatcherQuery question) {
    return switch (question) {
      case WatcherQuery.ListControllers() -> controllers(controllers.all());
      case WatcherQuery.GetController(String name) ->
          with(name, controller -> controllers(List.of(controller)));
      case WatcherQuery.Pause(String name, boolean paused) ->
          with(
              name,
              controller -> {
                controller.pause(paused);
                return Future.succeededFuture(new WatcherAnswer.Taken());
              });
      case WatcherQuery.ListObjects query ->
          with(query.controller(), controller -> page(controller, query));
      case WatcherQuery.GetObject(String name, NamespacedName key) ->
          withObject(
              name,
              key,
              (_, facts) ->
                  later(() ->
                      new WatcherAnswer.Objects(List.of(ObjectViews.of(facts)), Optional.empty())));
      case WatcherQuery.Explain(String name, NamespacedName key) ->
          withObject(
              name,
              key,
              (_, facts) ->
                  later(() -> new WatcherAnswer.Explanation(ExplainViews.of(facts, rivals))));
      case WatcherQuery.Reconcile(String name, NamespacedName key, var trace) ->
          withObject(
              name,
              key,
              (controller, _) ->
                  Future.succeededFuture(
                      controller
                          .partitions()
                          .ownerOf(key)
                          .<WatcherAnswer>map(owner -> {
                            owner.request(key, Spans.here(trace));
                            return new WatcherAnswer.Taken();
                          })
                          .orElseGet(() -> new WatcherAnswer.NotOwned(name, key))));
    };
  }

  private interface AboutObject {
    Future<WatcherAnswer> answer(ControllerWatch controller, ObjectFacts facts);
  }

  private record Counted(ControllerFacts facts, List<ObservedObject> objects) {}

  private Future<WatcherAnswer> controllers(Collection<ControllerWatch> asked) {
    List<Counted> counted =
        asked.stream()
            .map(controller -> new Counted(facts(controller), ControllerFacts.objects(controller)))
            .toList();
    return later(() ->
        new WatcherAnswer.Controllers(
            counted.stream().map(one -> views.of(one.facts(), one.objects())).toList(),
            counted.stream().flatMap(one -> ControllerViews.partitions(one.facts())).toList()));
  }

  private Future<WatcherAnswer> page(ControllerWatch controller, WatcherQuery.ListObjects query) {
    return switch (ObjectPage.of(query)) {
      case ObjectPage.Asked.Bad(String field, String detail) ->
          Future.succeededFuture(new WatcherAnswer.BadQuery(field, detail));
      case ObjectPage.Asked.Good(ObjectPage page) -> {
        List<ObservedObject> candidates = page.candidates(controller);
        String condition = controller.declaration().readyCondition();
        yield later(() -> page.choose(candidates, condition))
            .compose(chosen -> {
              ControllerFacts facts = facts(controller);
              List<ObjectFacts> items = new ArrayList<>();
              chosen
                  .objects()
                  .forEach(object -> items.add(ObjectFacts.of(facts, controller, object)));
              return later(() ->
                  new WatcherAnswer.Objects(
                      items.stream().map(ObjectViews::of).toList(), chosen.next()));
            });
      }
    };
  }

  private ControllerFacts facts(ControllerWatch controller) {
    return ControllerFacts.of(controller, controllers, world);
  }

  private Future<WatcherAnswer> with(
      String name, Function<ControllerWatch, Future<WatcherAnswer>> answer) {
    return controllers
        .find(name)
        .map(answer)
        .orElseGet(() -> Future.succeededFuture(new WatcherAnswer.NoSuchController(name)));
  }

  private Future<WatcherAnswer> withObject(String name, NamespacedName key, AboutObject about) {
    return with(
        name,
        controller ->
            controller
                .primaries()
                .get(key)
                .map(object ->
                    about.answer(controller, ObjectFacts.of(facts(controller), controller, object)))
                .orElseGet(
                    () -> Future.succeededFuture(new WatcherAnswer.NoSuchObject(name, key))));
  }

  /** Works something out on a virtual thread; the future completes on the loop. */
  private <T> Future<T> later(Callable<? extends T> work) {
    Promise<T> promise = Promise.promise();
    world
        .loop()
        .virtual(
            "answer",
            () -> {
              try {
                T answer = work.call();
                world.loop().execute(() -> promise.complete(answer));
              } catch (Exception bug) {
                world.loop().execute(() -> promise.fail(bug));
              }
            });
    return promise.future();
  }
}
