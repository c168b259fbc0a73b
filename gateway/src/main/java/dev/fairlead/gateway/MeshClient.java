package dev.fairlead.gateway;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.diagnosis.Diagnosis;
import dev.fairlead.mesh.diagnosis.DiagnosisQuery;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.presence.PresenceBook;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.flight.FlightHistory;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks those who know. Which watcher owns what is not known here: all that are present are asked at
 * once, and the one that owns it says so. Futures never fail because somebody is away; that is a
 * {@link Reply.Nobody}. Every question is a step of the work that its trace belongs to, which is
 * given by value: what is current is lost while a caller is reviewed, or a watcher waited for. Used
 * from one Vert.x context.
 */
final class MeshClient {

  /** What came back. */
  sealed interface Reply<T> {

    /** An answer. */
    record Got<T>(T answer) implements Reply<T> {}

    /** Nobody who could know has answered. */
    record Nobody<T>(String why) implements Reply<T> {}
  }

  private static final long PAUSE_MILLIS = 50;
  private static final Duration DIAGNOSIS = Duration.ofSeconds(10);

  /** A process that has just joined, or been joined, is heard of within so long. */
  private static final long APPEARS_MILLIS = 500;

  private final Vertx vertx;
  private final MeshBus bus;
  private final PresenceBook book;
  private final LongSupplier nowMillis;
  private final Duration answerWithin;

  MeshClient(
      Vertx vertx, MeshBus bus, PresenceBook book, LongSupplier nowMillis, Duration answerWithin) {
    this.vertx = vertx;
    this.bus = bus;
    this.book = book;
    this.nowMillis = nowMillis;
    this.answerWithin = answerWithin;
  }

  /** Every process that is there. */
  List<Presence> present() {
    return book.present(nowMillis.getAsLong());
  }

  /**
   * What the owner of the controller says, or what can be made of what the others say. That there
   * is no such controller counts only if every watcher says so.
   */
  Future<Reply<WatcherAnswer>> ask(WatcherQuery query, TraceContext trace) {
    Promise<Reply<WatcherAnswer>> reply = Promise.promise();
    gather(
            query,
            trace,
            said -> {
              if (Answers.suffices(said)) {
                reply.tryComplete(new Reply.Got<>(said.answer()));
              }
            })
        .onSuccess(heard -> {
          if (!reply.future().isComplete()) {
            reply.complete(made(query, heard));
          }
        })
        .onFailure(reply::tryFail);
    return reply.future();
  }

  private static Reply<WatcherAnswer> made(WatcherQuery query, Heard heard) {
    return Answers.best(query, heard.answers())
        .filter(
            best -> heard.silent().isEmpty() || !(best instanceof WatcherAnswer.NoSuchController))
        .<Reply<WatcherAnswer>>map(Reply.Got::new)
        .orElseGet(() -> new Reply.Nobody<>(heard.why("watcher")));
  }

  /** What all status replicas remember together: each may have missed something. */
  Future<Reply<HistoryView>> history(HistoryQuery query, TraceContext trace) {
    return present(Role.STATUS, nowMillis.getAsLong() + APPEARS_MILLIS)
        .compose(replicas -> history(replicas, query, trace));
  }

  private Future<Reply<HistoryView>> history(
      List<Address> replicas, HistoryQuery query, TraceContext trace) {
    List<HistoryView> told = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    List<Future<?>> asked = new ArrayList<>();
    for (Address replica : replicas) {
      asked.add(
          request(replica, query, HistoryView.class, trace)
              .onSuccess(told::add)
              .onFailure(failure -> silent.add(silence(replica, failure))));
    }
    return Future.join(asked)
        .transform(_ ->
            Future.succeededFuture(
                told.stream()
                    .reduce(FlightHistory::merged)
                    .<Reply<HistoryView>>map(Reply.Got::new)
                    .orElseGet(() ->
                        new Reply.Nobody<>(new Heard(List.of(), silent).why("status replica")))));
  }

  /** What a process says of its JVM; it may have to collect its garbage first. */
  Future<Reply<Diagnosis>> diagnosis(
      Incarnation process, DiagnosisQuery query, TraceContext trace) {
    return Spans.within(trace, () -> bus.request(process, query, DIAGNOSIS, Diagnosis.class))
        .<Reply<Diagnosis>>map(Reply.Got::new)
        .otherwise(
            failure -> new Reply.Nobody<>(process + " does not answer: " + failure.getMessage()));
  }

  /** Asks all watchers; where none is known yet, one may be heard of in a moment. */
  private Future<Heard> gather(
      WatcherQuery query, TraceContext trace, Consumer<WatcherReply> each) {
    return present(Role.WATCHER, nowMillis.getAsLong() + APPEARS_MILLIS)
        .compose(watchers -> gather(watchers, query, trace, each));
  }

  private Future<List<Address>> present(Role role, long untilMillis) {
    long now = nowMillis.getAsLong();
    List<Address> present = book.addresses(role, now);
    return !present.isEmpty() || now >= untilMillis
        ? Future.succeededFuture(present)
        : vertx.timer(PAUSE_MILLIS).compose(_ -> present(role, untilMillis));
  }

  private Future<Heard> gather(
      List<Address> watchers, WatcherQuery query, TraceContext trace, Consumer<WatcherReply> each) {
    List<WatcherAnswer> answers = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    List<Future<?>> asked = new ArrayList<>();
    for (Address watcher : watchers) {
      asked.add(
          request(watcher, query, WatcherReply.class, trace)
              .onSuccess(reply -> answers.add(reply.answer()))
              .onSuccess(each::accept)
              .onFailure(failure -> silent.add(silence(watcher, failure))));
    }
    return Future.join(asked).transform(_ -> Future.succeededFuture(new Heard(answers, silent)));
  }

  private <R> Future<R> request(Address to, Object question, Class<R> answer, TraceContext trace) {
    return Spans.within(trace, () -> bus.request(to, question, answerWithin, answer));
  }

  private String silence(Address asked, Throwable failure) {
    String how =
        failure instanceof ReplyException reply
            ? switch (reply.failureType()) {
              case TIMEOUT -> "said nothing for " + answerWithin.toMillis() + " ms";
              case NO_HANDLERS -> "is gone";
              case RECIPIENT_FAILURE, ERROR -> "failed: " + reply.getMessage();
            }
            : "failed: " + failure.getMessage();
    return asked.incarnation() + " " + how;
  }

  private record Heard(List<WatcherAnswer> answers, List<String> silent) {

    String why(String asked) {
      return silent.isEmpty()
          ? "no " + asked + " is present in the mesh; is one running?"
          : "no " + asked + " answers (" + String.join("; ", silent) + ")";
    }
  }
}
