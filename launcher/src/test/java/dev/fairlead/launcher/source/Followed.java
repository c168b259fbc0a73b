package dev.fairlead.launcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.config.SourceAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.event.Level;

/** A configuration that is followed from one source, as a process does. */
final class Followed implements LiveConfiguration.Listener, AutoCloseable {

  static final Pace PACE = new Pace(Duration.ofMillis(20), Duration.ofSeconds(30));
  static final Pace AT_ONCE = new Pace(Duration.ofMillis(20), Duration.ZERO);

  private final LiveConfiguration live;
  private final AtomicReference<Level> level = new AtomicReference<>();
  private final AtomicInteger refused = new AtomicInteger();

  private Followed(Sources sources) {
    Reading begin = read(sources);
    assertThat(begin).isInstanceOf(Reading.Accepted.class);
    level.set(((Reading.Accepted) begin).configuration().logging().level());
    live = LiveConfiguration.of(sources, () -> read(sources));
    live.tell(this);
  }

  static Followed from(String address, Map<String, String> environment)
      throws SourceFailure, InterruptedException {
    return new Followed(sources(address, environment, PACE));
  }

  static Followed from(String address, Path kubeconfig) throws SourceFailure, InterruptedException {
    return new Followed(
        Sources.open(
            Optional.empty(),
            List.of(parsed(address)),
            new Access(Optional.of(kubeconfig), Optional.empty(), Map.of()),
            PACE));
  }

  static Sources sources(String address, Map<String, String> environment, Pace pace)
      throws SourceFailure, InterruptedException {
    return Sources.open(
        Optional.empty(),
        List.of(parsed(address)),
        new Access(Optional.empty(), Optional.empty(), environment),
        pace);
  }

  private static SourceAddress parsed(String address) {
    return SourceAddress.parse(address).orElseThrow();
  }

  private static Reading read(Sources sources) {
    return ConfigurationReader.read(Optional.empty(), sources.texts(), Map.of(), List.of());
  }

  @Override
  public void changed(LiveConfiguration.Change change) {
    level.set(change.configuration().logging().level());
  }

  @Override
  public void refused(List<String> problems) {
    refused.incrementAndGet();
  }

  Level level() {
    return Objects.requireNonNull(level.get());
  }

  void awaitLevel(Level expected) {
    await().until(() -> level.get() == expected);
  }

  void awaitRefused(int times) {
    await().until(() -> refused.get() == times);
  }

  @Override
  public void close() {
    live.close();
  }
}
