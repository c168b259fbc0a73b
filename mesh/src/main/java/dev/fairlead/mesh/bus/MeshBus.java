package dev.fairlead.mesh.bus;

import dev.fairlead.mesh.wire.Refusals;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Incarnation;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The typed messages of one mesh on the Vert.x event bus. At most once: a message may be lost, and
 * nothing tells its sender. Handlers run on the Vert.x context that was current when they were
 * registered; they must not block and must not keep more than a bound of their own.
 */
public final class MeshBus {

  private static final int FAILED = 500;
  private static final int UNREADABLE = 400;

  private final EventBus bus;
  private final WireFormat format;
  private final String prefix;
  private final Refusals refusals;

  /**
   * Opens the bus of a mesh; once for each Vertx.
   *
   * @param format how its messages look between processes; within one they are handed over
   * @param meters where frames that are refused are counted
   */
  public MeshBus(Vertx vertx, WireFormat format, MeterRegistry meters) {
    this.bus = vertx.eventBus();
    this.format = format;
    this.prefix = "fairlead." + format.mesh() + ".";
    this.refusals = new Refusals(meters);
    bus.registerCodec(new WireCodec(format, refusals));
  }

  /** How its messages look between processes; for what travels in pieces. */
  public WireFormat format() {
    return format;
  }

  /** What an address is called on the Vert.x event bus, for people. */
  public String name(Address of) {
    return address(of);
  }

  /** Sends and forgets. */
  public void send(Address to, Object message) {
    bus.send(address(to), message, options());
  }

  /**
   * Sends and waits for the answer. Fails with a {@link ReplyException} when nobody is there, when
   * no answer comes in time, or when question or answer cannot be read.
   */
  public <R> Future<R> request(Address to, Object message, Duration timeout, Class<R> answer) {
    return request(questions(to), message, timeout, answer);
  }

  /** Asks a process itself, whatever its roles are; fails as it does for a role. */
  public <R> Future<R> request(Incarnation to, Object message, Duration timeout, Class<R> answer) {
    return request(questions(to), message, timeout, answer);
  }

  private <R> Future<R> request(String address, Object message, Duration timeout, Class<R> answer) {
    return bus.request(address, message, questionOptions(timeout))
        .compose(reply -> answered(reply.body(), answer));
  }

  /** Sends to everybody who listens to the topic. */
  public void publish(Topic topic, Object message) {
    bus.publish(address(topic), message, options());
  }

  /** Takes what is {@linkplain #send sent} to one role of this process. */
  public MessageConsumer<Object> consume(Address self, Consumer<Object> handler) {
    return bus.consumer(address(self), message -> take(message.body(), handler));
  }

  /**
   * Takes what is {@linkplain #request asked} of one role of this process; a failed future is
   * answered as a failure with its message.
   */
  public MessageConsumer<Object> answer(Address self, Function<Object, Future<?>> handler) {
    return answer(questions(self), handler);
  }

  /** Takes what is asked of this process itself. */
  public MessageConsumer<Object> answer(Incarnation self, Function<Object, Future<?>> handler) {
    return answer(questions(self), handler);
  }

  private MessageConsumer<Object> answer(String address, Function<Object, Future<?>> handler) {
    return bus.consumer(
        address,
        message -> {
          if (message.body() instanceof Refused refused) {
            refusals.count(refused);
            message.fail(UNREADABLE, "the question was refused: " + refused.detail());
          } else {
            handler.apply(message.body()).onComplete(answer -> reply(message, answer));
          }
        });
  }

  /** Takes what is published to a topic. */
  public MessageConsumer<Object> listen(Topic topic, Consumer<Object> handler) {
    return bus.consumer(address(topic), message -> take(message.body(), handler));
  }

  private void take(Object message, Consumer<Object> handler) {
    if (message instanceof Refused refused) {
      refusals.count(refused);
    } else {
      handler.accept(message);
    }
  }

  private static void reply(Message<Object> question, AsyncResult<?> answer) {
    if (answer.succeeded()) {
      question.reply(answer.result(), options());
    } else {
      question.fail(FAILED, answer.cause().getMessage());
    }
  }

  private <R> Future<R> answered(Object answer, Class<R> type) {
    if (answer instanceof Refused refused) {
      refusals.count(refused);
      return Future.failedFuture(
          new ReplyException(
              ReplyFailure.ERROR, UNREADABLE, "the answer was refused: " + refused.detail()));
    }
    return Future.succeededFuture(type.cast(answer));
  }

  private static DeliveryOptions options() {
    // Messages carry their own context: beats that a trace happened to start must not join it.
    return new DeliveryOptions()
        .setCodecName(WireCodec.NAME)
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  /** A question is a step of the trace that is current where it is asked. */
  private static DeliveryOptions questionOptions(Duration timeout) {
    return options().setSendTimeout(timeout.toMillis()).setTracingPolicy(TracingPolicy.PROPAGATE);
  }

  private String address(Address to) {
    return prefix + to.incarnation().id() + "." + to.role();
  }

  private String questions(Address to) {
    return address(to) + ".questions";
  }

  private String questions(Incarnation to) {
    return prefix + to.id() + ".questions";
  }

  private String address(Topic topic) {
    return prefix + topic.name().toLowerCase(Locale.ROOT);
  }
}
