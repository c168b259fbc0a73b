package dev.fairlead.gateway;

import dev.fairlead.gateway.event.Audience;
import dev.fairlead.gateway.event.Event.Subject;
import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.message.TraceContext;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A visitor who listens to events: they hear of what they may list, as far as that was found out in
 * the last ten seconds. Lives on the gateway's context.
 */
final class Listener implements Audience {

  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int SUBJECTS_MAX = 1_000;

  private final Visitor visitor;
  private final Catalogue catalogue;
  private final Map<Subject, Boolean> known = new HashMap<>();
  private long sinceNanos = System.nanoTime();

  Listener(Visitor visitor, Catalogue catalogue) {
    this.visitor = visitor;
    this.catalogue = catalogue;
  }

  @Override
  public Future<Boolean> mayHear(Subject subject) {
    if (System.nanoTime() - sinceNanos > KEEP_NANOS || known.size() >= SUBJECTS_MAX) {
      known.clear();
      sinceNanos = System.nanoTime();
    }
    Boolean before = known.get(subject);
    return before != null
        ? Future.succeededFuture(before)
        : ask(subject).onSuccess(may -> known.put(subject, may));
  }

  private Future<Boolean> ask(Subject subject) {
    return switch (subject) {
      case Subject.Mesh() -> may(Need.MESH);
      case Subject.Controller(String controller) -> mayList(controller, "");
      case Subject.Primary(String controller, String namespace) -> mayList(controller, namespace);
    };
  }

  private Future<Boolean> mayList(String controller, String namespace) {
    return catalogue
        .find(controller, TraceContext.NONE)
        .compose(found ->
            found instanceof Catalogue.Found.Primary(var resource)
                ? may(Need.primaries("list", resource, namespace))
                : Future.succeededFuture(false));
  }

  private Future<Boolean> may(Access access) {
    return visitor.refusal(access).map(Optional::isEmpty);
  }

  @Override
  public Future<Optional<String>> farewell() {
    return visitor.expired().map(problem -> problem.map(it -> it.body().encode()));
  }
}
