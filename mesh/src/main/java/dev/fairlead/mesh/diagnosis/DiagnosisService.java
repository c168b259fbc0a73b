package dev.fairlead.mesh.diagnosis;

import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.nio.file.Path;

/** Answers for a process what is asked about its JVM, one question after the other. */
public final class DiagnosisService implements AutoCloseable {

  private final Vertx vertx;
  private final Diagnostician diagnostician;
  private final MessageConsumer<?> consumer;

  private DiagnosisService(Vertx vertx, MeshBus bus, Incarnation self, Path directory) {
    this.vertx = vertx;
    this.diagnostician = new Diagnostician(self, vertx, directory);
    this.consumer = bus.answer(self, this::answer);
  }

  /**
   * Answers from now on.
   *
   * @param recordings where recordings go
   */
  public static DiagnosisService open(Vertx vertx, MeshBus bus, Incarnation self, Path recordings) {
    return new DiagnosisService(vertx, bus, self, recordings);
  }

  private Future<?> answer(Object question) {
    return question instanceof DiagnosisQuery query
        ? vertx.executeBlocking(() -> diagnostician.examine(query), /* ordered= */ true)
        : Future.failedFuture("a " + question.getClass().getSimpleName() + " was asked");
  }

  @Override
  public void close() {
    consumer.unregister();
  }
}
