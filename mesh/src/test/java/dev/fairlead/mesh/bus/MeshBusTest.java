package dev.fairlead.mesh.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.Refusals;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeshBusTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Address SELF = new Address(new Incarnation("a-1"), Role.RECONCILER);
  private static final Hello HELLO =
      new Hello(new Incarnation("w-1"), Partition.whole("memcached"), 3);
  private static final Refused NOISE = new Refused(Refused.Cause.MALFORMED, "noise");

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WireFormat format = new WireFormat("fleet", Vocabulary.schema());
  private final MeshBus bus = new MeshBus(vertx, format, meters);
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void withinAProcessAMessageIsHandedOver() {
    bus.consume(SELF, heard::add);

    bus.send(SELF, HELLO);

    await().atMost(SOON).until(() -> heard.size() == 1);
    assertThat(heard.getFirst()).isSameAs(HELLO);
  }

  /** What came of a frame is handed over in the place of the message, as from another process. */
  @Test
  void whatCannotBeReadIsCountedAndDropped() {
    bus.consume(SELF, heard::add);
    bus.listen(Topic.FLIGHTS, heard::add);

    bus.send(SELF, NOISE);
    bus.publish(Topic.FLIGHTS, NOISE);
    bus.send(SELF, HELLO);

    await().atMost(SOON).until(() -> heard.contains(HELLO) && refused() == 2);
    assertThat(heard).containsExactly(HELLO);
  }

  @Test
  void aQuestionThatCannotBeReadIsAnsweredSo() {
    bus.answer(SELF, Future::succeededFuture);

    assertThat(failure(bus.request(SELF, NOISE, SOON, Hello.class)))
        .hasMessage("the question was refused: noise");
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void anAnswerThatCannotBeReadIsAFailure() {
    bus.answer(SELF, question -> Future.succeededFuture(NOISE));

    assertThat(failure(bus.request(SELF, HELLO, SOON, Hello.class)))
        .hasMessage("the answer was refused: noise");
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void aFailureKeepsItsMessage() {
    bus.answer(SELF, question -> Future.failedFuture("there is no such ship"));

    assertThat(failure(bus.request(SELF, HELLO, SOON, Hello.class)))
        .hasMessage("there is no such ship");
  }

  @Test
  void theCodecWritesAndReadsInTheMiddleOfABuffer() {
    WireCodec codec = new WireCodec(format, new Refusals(meters));
    Buffer buffer = Buffer.buffer("envelope");
    int position = buffer.length();

    codec.encodeToWire(buffer, HELLO);

    assertThat(codec.decodeFromWire(position, buffer)).isEqualTo(HELLO);
    assertThat(codec.decodeFromWire(position + 1, buffer)).isInstanceOf(Refused.class);
    assertThat(codec.decodeFromWire(buffer.length(), buffer)).isInstanceOf(Refused.class);
  }

  @Test
  void theCodecCountsWhatItCannotSend() {
    WireCodec codec = new WireCodec(format, new Refusals(meters));
    Buffer buffer = Buffer.buffer();

    codec.encodeToWire(buffer, "ahoy");

    assertThat(codec.decodeFromWire(0, buffer))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Refused.Cause.UNSENT));
    assertThat(count("unknown_type")).isEqualTo(1);
  }

  private double refused() {
    return count(NOISE.cause().toString());
  }

  private double count(String cause) {
    return meters.get("fairlead.bus.frames.refused").tag("cause", cause).counter().count();
  }

  private static Throwable failure(Future<?> future) {
    await().atMost(SOON).until(future::isComplete);
    return future.cause();
  }
}
