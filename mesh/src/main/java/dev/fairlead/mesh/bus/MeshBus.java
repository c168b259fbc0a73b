package dev.fairlead.mesh.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
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

  private final EventBus bus;
  private final String prefix;

  /** Opens the bus of the mesh {@code name}; once for each Vertx. */
  public MeshBus(Vertx vertx, String name) {
    this.bus = vertx.eventBus();
    this.prefix = "fairlead." + name + ".";
    bus.registerCodec(new ReferenceCodec());
  }

  /** Sends and forgets. */
  public void send(Address to, Object message) {
    bus.send(address(to), message, options());
  }

  /**
   * Sends and waits for the answer. Fails with a {@link io.vertx.core.eventbus.ReplyException} when
   * nobody is there or no answer comes in time.
   */
  public <R> Future<R> request(Address to, Object message, Duration timeout, Class<R> answer) {
    return bus.request(questions(to), message, questionOptions(timeout))
        .map(reply -> answer.cast(reply.body()));
  }

  /** Sends to everybody who listens to the topic. */
  public void publish(Topic topic, Object message) {
    bus.publish(address(topic), message, options());
  }

  /** Takes what is {@linkplain #send sent} to one role of this process. */
  public MessageConsumer<Object> consume(Address self, Consumer<Object> handler) {
    return bus.consumer(address(self), message -> handler.accept(message.body()));
  }

  /**
   * Takes what is {@linkplain #request asked} of one role of this process; a failed future is
   * answered as a failure with its message.
   */
  public MessageConsumer<Object> answer(Address self, Function<Object, Future<?>> handler) {
    return bus.consumer(
        questions(self),
        message ->
            handler
                .apply(message.body())
                .onComplete(answer -> {
                  if (answer.succeeded()) {
                    message.reply(answer.result(), options());
                  } else {
                    message.fail(500, answer.cause().getMessage());
                  }
                }));
  }

  /** Takes what is published to a topic. */
  public MessageConsumer<Object> listen(Topic topic, Consumer<Object> handler) {
    return bus.consumer(address(topic), message -> handler.accept(message.body()));
  }

  private static DeliveryOptions options() {
    // Messages carry their own context: beats that a trace happened to start must not join it.
    return new DeliveryOptions()
        .setCodecName(ReferenceCodec.NAME)
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

  private String address(Topic topic) {
    return prefix + topic.name().toLowerCase(Locale.ROOT);
  }
}
