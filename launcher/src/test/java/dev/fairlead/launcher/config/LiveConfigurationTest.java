package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class LiveConfigurationTest {

  @TempDir private Path directory;

  private final List<Level> levels = new CopyOnWriteArrayList<>();
  private final List<Reading> readings = new CopyOnWriteArrayList<>();

  @Test
  @SuppressWarnings("try")
  void aChangeIsTakenUpAndAMistakeChangesNothing() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "logging: {level: INFO}");
    try (LiveConfiguration live =
        LiveConfiguration.of(
            file,
            () -> read(file),
            changed -> levels.add(changed.logging().level()),
            Duration.ofMillis(10))) {
      Files.writeString(file, "logging: {level: DEBUG}");
      await().until(() -> levels.equals(List.of(Level.DEBUG)));

      Files.writeString(file, "logging: {level: LOUD}");
      await().until(() -> readings.getLast() instanceof Reading.Refused);
      Files.delete(file);
      Files.writeString(file, "logging: {level: WARN}");
      await().until(() -> levels.equals(List.of(Level.DEBUG, Level.WARN)));
    }
    assertThat(readings).last().isInstanceOf(Reading.Accepted.class);
  }

  private Reading read(Path file) {
    Reading reading = ConfigurationReader.read(Optional.of(file), Map.of(), List.of());
    readings.add(reading);
    return reading;
  }
}
