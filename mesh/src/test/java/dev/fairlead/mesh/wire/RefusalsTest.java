package dev.fairlead.mesh.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.mesh.wire.Refused.Cause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalsTest {

  private static final Refused NOISE = new Refused(Cause.FOREIGN, "noise");

  private final Logger log = (Logger) LoggerFactory.getLogger(Refusals.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Refusals refusals = new Refusals(meters, nanos::get);

  @BeforeEach
  void listen() {
    log.setAdditive(false);
    said.start();
    log.addAppender(said);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(said);
    log.setAdditive(true);
  }

  @Test
  void everyCauseIsCountedFromZero() {
    refusals.count(NOISE);

    for (Cause cause : Cause.values()) {
      assertThat(counted(cause)).as(cause.toString()).isEqualTo(cause == Cause.FOREIGN ? 1 : 0);
    }
  }

  @Test
  void aCauseIsSaidOnceAMinute() {
    for (int i = 0; i < 1_000; i++) {
      refusals.count(NOISE);
    }
    refusals.count(new Refused(Cause.OTHER_MESH, "of the mesh armada"));
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    refusals.count(NOISE);

    assertThat(lines())
        .containsExactly(
            "refused 1 frame(s) as foreign: noise",
            "refused 1 frame(s) as other_mesh: of the mesh armada",
            "refused 1000 frame(s) as foreign: noise");
    assertThat(counted(Cause.FOREIGN)).isEqualTo(1_001);
  }

  private List<String> lines() {
    return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private double counted(Cause cause) {
    return meters
        .get("fairlead.bus.frames.refused")
        .tag("cause", cause.toString())
        .counter()
        .count();
  }
}
