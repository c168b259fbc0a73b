package dev.fairlead.gateway;

import dev.fairlead.gateway.MeshClient.Reply;
import dev.fairlead.gateway.Need.Scope;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Everything under {@code /api/v1}. */
final class ApiEndpoints {

  private static final String CONTROLLERS = "/api/v1/controllers";
  private static final String CONTROLLER = CONTROLLERS + "/{controller}";
  private static final String OBJECTS = CONTROLLER + "/objects";
  private static final String OBJECT = OBJECTS + "/{namespace}/{name}";

  private static final Need READ = new Need.Primaries("get", Scope.OBJECT);
  private static final Need COMMAND = new Need.Primaries("update", Scope.ALL);

  private final String mesh;
  private final MeshClient client;
  private final Catalogue catalogue;
  private final Views views;

  ApiEndpoints(String mesh, MeshClient client, Catalogue catalogue, Views views) {
    this.catalogue = catalogue;
    this.mesh = mesh;
    this.client = client;
    this.views = views;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/mesh", new Need.Path(Need.MESH), Set.of(), this::mesh),
        Endpoint.get(CONTROLLERS, new Need.Known(), Set.of(), this::controllers),
        Endpoint.get(CONTROLLER, new Need.Primaries("list", Scope.ALL), Set.of(), this::controller),
        Endpoint.get(
            OBJECTS,
            new Need.Primaries("list", Scope.NAMESPACE),
            Set.of("namespace", "labelSelector", "search", "ready", "phase", "limit", "continue"),
            this::objects),
        Endpoint.get(OBJECT, READ, Set.of(), this::object),
        Endpoint.get(OBJECT + "/explain", READ, Set.of(), this::explain),
        Endpoint.get(OBJECT + "/history", READ, Set.of(), this::history),
        Endpoint.post(
            OBJECT + "/reconcile", new Need.Primaries("update", Scope.OBJECT), this::reconcile),
        Endpoint.post(CONTROLLER + "/pause", COMMAND, call -> pause(call, true)),
        Endpoint.post(CONTROLLER + "/resume", COMMAND, call -> pause(call, false)));
  }

  /** Answers even if no watcher does: this is where one looks when things are broken. */
  private Future<Answer> mesh(Call call) {
    List<JsonObject> processes = client.present().stream().map(Views::process).toList();
    return client
        .ask(new WatcherQuery.ListControllers(), call.trace())
        .map(reply ->
            new Answer.Json(
                new JsonObject()
                    .put("name", mesh)
                    .put("processes", new JsonArray(processes))
                    .put(
                        "partitions",
                        switch (reply) {
                          case Reply.Got<WatcherAnswer>(WatcherAnswer answer) ->
                              new JsonArray(
                                  all(answer).partitions().stream().map(Views::partition).toList());
                          case Reply.Nobody<WatcherAnswer> _ -> null;
                        })));
  }

  private static WatcherAnswer.Controllers all(WatcherAnswer answer) {
    return answer instanceof WatcherAnswer.Controllers controllers
        ? controllers
        : new WatcherAnswer.Controllers(List.of(), List.of());
  }

  /** Those whose primaries the caller may list wherever they are: numbers tell of all of them. */
  private Future<Answer> controllers(Call call) {
    return client
        .ask(new WatcherQuery.ListControllers(), call.trace())
        .compose(reply ->
            switch (reply) {
              case Reply.Nobody<WatcherAnswer>(String why) ->
                  Future.succeededFuture(Problems.unavailable(why));
              case Reply.Got<WatcherAnswer>(WatcherAnswer answer) ->
                  seen(call.visitor(), all(answer).items())
                      .map(seen ->
                          new Answer.Json(
                              Views.list(seen.stream().map(Views::controller).toList(), null)));
            });
  }

  private Future<List<ControllerView>> seen(Visitor visitor, List<ControllerView> views) {
    List<Future<Boolean>> may =
        views.stream()
            .map(view -> Need.primaries("list", catalogue.learn(view), ""))
            .map(access -> visitor.refusal(access).map(Optional::isEmpty))
            .toList();
    return Future.all(may)
        .map(_ ->
            IntStream.range(0, views.size())
                .filter(i -> may.get(i).result())
                .mapToObj(views::get)
                .toList());
  }

  private Future<Answer> controller(Call call) {
    return ask(
        call,
        new WatcherQuery.GetController(call.controller()),
        answer ->
            answer instanceof WatcherAnswer.Controllers(var items, var _) && !items.isEmpty()
                ? new Answer.Json(Views.controller(items.getFirst()))
                : Problems.unknownController(call.controller()));
  }

  private Future<Answer> objects(Call call) {
    String controller = call.controller();
    return ask(
        call,
        new WatcherQuery.ListObjects(
            controller,
            call.namespace(),
            call.text("labelSelector"),
            call.text("search"),
            call.flag("ready"),
            call.oneOf("phase", Phase.class),
            call.limit(),
            call.after()),
        answer -> {
          WatcherAnswer.Objects page = (WatcherAnswer.Objects) answer;
          return new Answer.Json(
              Views.list(
                  page.items().stream().map(views::object).toList(),
                  page.next()
                      .map(after -> new PageToken(controller, after).encode())
                      .orElse(null)));
        });
  }

  private Future<Answer> object(Call call) {
    return ask(
        call,
        new WatcherQuery.GetObject(call.controller(), call.object()),
        answer ->
            answer instanceof WatcherAnswer.Objects(var items, var _) && !items.isEmpty()
                ? new Answer.Json(views.object(items.getFirst()))
                : Problems.unknownObject(call.controller(), call.object()));
  }

  private Future<Answer> explain(Call call) {
    return ask(
        call,
        new WatcherQuery.Explain(call.controller(), call.object()),
        answer -> new Answer.Json(views.explain(((WatcherAnswer.Explanation) answer).explain())));
  }

  /** What is gone keeps its history; where there is none, the watcher knows whether it exists. */
  private Future<Answer> history(Call call) {
    return client
        .history(new HistoryQuery(call.controller(), call.object()), call.trace())
        .compose(reply ->
            switch (reply) {
              case Reply.Nobody<HistoryView>(String why) ->
                  Future.succeededFuture(Problems.unavailable(why));
              case Reply.Got<HistoryView>(var history) when history.items().isEmpty() ->
                  ask(
                      call,
                      new WatcherQuery.GetObject(call.controller(), call.object()),
                      _ -> new Answer.Json(Views.history(history)));
              case Reply.Got<HistoryView>(var history) ->
                  Future.succeededFuture(new Answer.Json(Views.history(history)));
            });
  }

  private Future<Answer> reconcile(Call call) {
    NamespacedName name = call.object();
    return ask(
        call,
        new WatcherQuery.Reconcile(call.controller(), name, call.trace()),
        _ ->
            new Answer.Json(
                202,
                views.trace(call.trace().traceId()),
                Map.of("location", path(call.controller(), name) + "/explain")));
  }

  /** Every watcher is told; one that is not reached finds it out within seconds. */
  private Future<Answer> pause(Call call, boolean paused) {
    String controller = call.controller();
    return ask(
        call,
        new WatcherQuery.Pause(controller, paused),
        _ ->
            new Answer.Json(
                202,
                new JsonObject().put("controller", controller).put("paused", paused),
                Map.of("location", CONTROLLERS + "/" + segment(controller))));
  }

  /** Asks the watchers; what all their answers have in common is turned into problems here. */
  private Future<Answer> ask(Call call, WatcherQuery query, Function<WatcherAnswer, Answer> found) {
    return client
        .ask(query, call.trace())
        .map(reply ->
            switch (reply) {
              case Reply.Nobody<WatcherAnswer>(String why) -> Problems.unavailable(why);
              case Reply.Got<WatcherAnswer>(WatcherAnswer answer) ->
                  switch (answer) {
                    case WatcherAnswer.NoSuchController(String controller) ->
                        Problems.unknownController(controller);
                    case WatcherAnswer.NoSuchObject(String controller, NamespacedName name) ->
                        Problems.unknownObject(controller, name);
                    case WatcherAnswer.NotOwned(String controller, NamespacedName name) ->
                        Problems.unavailable(
                            "no watcher owns "
                                + controller
                                + " "
                                + name
                                + " at this moment; try again in a few seconds");
                    case WatcherAnswer.BadQuery(String field, String detail) ->
                        Problems.badParameter(field, detail);
                    case WatcherAnswer.Controllers _,
                        WatcherAnswer.Objects _,
                        WatcherAnswer.Explanation _,
                        WatcherAnswer.Taken _ ->
                        found.apply(answer);
                  };
            });
  }

  private static String path(String controller, NamespacedName name) {
    return CONTROLLERS
        + "/"
        + segment(controller)
        + "/objects/"
        + (name.namespace().isEmpty() ? "-" : segment(name.namespace()))
        + "/"
        + segment(name.name());
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
