package dev.fairlead.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.watcher.controller.ControllerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleSettingsTest {

  private static final Declaration MEMCACHED = declaration("memcached");
  private static final Declaration OTHER = declaration("other");
  private static final Declaration SLOW = declaration("slow", Optional.of(new RateLimit(5, 9)));

  @Test
  void whatNobodyConfiguresIsAsItIsDeclared() {
    ControllerSettings settings = settings(Map.of(), MEMCACHED);

    assertThat(settings.resync()).isEqualTo(Duration.ofMinutes(7));
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(70));
    assertThat(settings.paused()).isFalse();
    assertThat(limits(Map.of(), MEMCACHED)).isEqualTo(new Limits(2, 7));
  }

  @Test
  void whatIsConfiguredComesBeforeWhatIsDeclared() {
    Map<String, String> said =
        Map.of(
            "FAIRLEAD_CONTROLLERS_RESYNC", "30s",
            "FAIRLEAD_DISPATCH_DEADLINE", "10s",
            "FAIRLEAD_CONTROLLERS_WORKERS_MAX", "9");

    assertThat(settings(said, OTHER).resync()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings(said, OTHER).deadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits(said, OTHER)).isEqualTo(new Limits(2, 9));
  }

  @Test
  void eachControllerIsTreatedByItsName() {
    Map<String, String> said =
        Map.of(
            "FAIRLEAD_CONTROLLERS_MEMCACHED_PAUSED", "true",
            "FAIRLEAD_CONTROLLERS_MEMCACHED_BACKOFF_MIN", "1s",
            "FAIRLEAD_CONTROLLERS_MEMCACHED_WORKERS_MIN", "5");

    assertThat(settings(said, MEMCACHED).paused()).isTrue();
    assertThat(settings(said, MEMCACHED).dispatcher().backoffMin())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(limits(said, MEMCACHED)).isEqualTo(new Limits(5, 7));
    assertThat(settings(said, OTHER).paused()).isFalse();
    assertThat(settings(said, OTHER).dispatcher().backoffMin()).isEqualTo(Duration.ofMillis(5));
    assertThat(limits(said, OTHER)).isEqualTo(new Limits(2, 7));
  }

  @Test
  void aRateThatIsConfiguredComesBeforeTheDeclaredOneBurstIncluded() {
    assertThat(rate(Map.of(), OTHER)).isEmpty();
    assertThat(rate(Map.of(), SLOW)).contains(new RateLimit(5, 9));
    assertThat(rate(Map.of("FAIRLEAD_CONTROLLERS_RATE_BURST", "3"), SLOW))
        .contains(new RateLimit(5, 3));
    assertThat(rate(Map.of("FAIRLEAD_CONTROLLERS_RATE_QPS", "2.5"), SLOW))
        .contains(new RateLimit(2.5, 3));
    assertThat(rate(Map.of("FAIRLEAD_CONTROLLERS_SLOW_RATE_QPS", "0"), SLOW)).isEmpty();
    assertThat(rate(Map.of("FAIRLEAD_CONTROLLERS_SLOW_RATE_QPS", "2"), OTHER)).isEmpty();
  }

  private static Optional<RateLimit> rate(Map<String, String> said, Declaration declaration) {
    return settings(said, declaration).dispatcher().rate();
  }

  @Test
  void whoDeclaresFewerThanTheLeastGetsThese() {
    Map<String, String> said = Map.of("FAIRLEAD_CONTROLLERS_WORKERS_MIN", "30");

    assertThat(limits(said, MEMCACHED)).isEqualTo(Limits.fixed(7));
  }

  private static ControllerSettings settings(Map<String, String> said, Declaration declaration) {
    return RoleSettings.controllers(read(said), 1).of(declaration);
  }

  private static Limits limits(Map<String, String> said, Declaration declaration) {
    return RoleSettings.limits(read(said).controllers(), declaration);
  }

  private static Configuration read(Map<String, String> said) {
    Reading reading = ConfigurationReader.read(Optional.empty(), said, List.of());
    return ((Reading.Accepted) reading).configuration();
  }

  private static Declaration declaration(String name) {
    return declaration(name, Optional.empty());
  }

  private static Declaration declaration(String name, Optional<RateLimit> rate) {
    return new Declaration(
        name,
        "1",
        new WatchedKind(
            GroupVersionKind.of("cache.example.com/v1", "Memcached"),
            new KeyMapping.Self(),
            "",
            "",
            false),
        List.of(),
        List.of(),
        "Ready",
        List.of(),
        Duration.ofSeconds(70),
        Duration.ofMinutes(7),
        7,
        rate);
  }
}
