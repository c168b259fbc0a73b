package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.launcher.source.Pace;
import dev.fairlead.launcher.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class LiveConfigurationTest {

  private static final Pace PACE = new Pace(Duration.ofMillis(10), Duration.ofSeconds(30));

  @TempDir private Path directory;

  private final List<Level> levels = new CopyOnWriteArrayList<>();
  private final List<Reading> readings = new CopyOnWriteArrayList<>();

  @Test
  void aChangeIsTakenUpAndAMistakeChangesNothing() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "logging: {level: INFO}");
    try (LiveConfiguration live = LiveConfiguration.of(Sources.of(file, PACE), () -> read(file))) {
      live.tell(changed -> levels.add(changed.configuration().logging().level()));
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

  @Test
  void whatWasMissedIsToldToWhoComesLater() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "logging: {level: INFO}");
    try (LiveConfiguration live = LiveConfiguration.of(Sources.of(file, PACE), () -> read(file))) {
      Files.writeString(file, "logging: {level: DEBUG}");
      await().until(() -> readings.size() > 1);

      live.tell(changed -> levels.add(changed.configuration().logging().level()));

      assertThat(levels).containsExactly(Level.DEBUG);
    }
  }

  @Test
  void whatHasChangedIsNamedAndWhatNeedsARestartIsToldApart() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    Files.writeString(file, "{mesh: {zone: east}, controllers: {a: {resync: 60s}}}");
    List<LiveConfiguration.Change> changes = new CopyOnWriteArrayList<>();
    List<String> problems = new CopyOnWriteArrayList<>();
    try (LiveConfiguration live = LiveConfiguration.of(Sources.of(file, PACE), () -> read(file))) {
      live.tell(
          new LiveConfiguration.Listener() {
            @Override
            public void changed(LiveConfiguration.Change change) {
              changes.add(change);
            }

            @Override
            public void refused(List<String> all) {
              problems.addAll(all);
            }
          });
      Files.writeString(
          file,
          "{mesh: {zone: west}, controllers: {a: {resync: 1m, paused: true}, b: {resync: 1s}}}");
      await().until(() -> !changes.isEmpty());
      Files.writeString(file, "mesh: {zona: west}");
      await().until(() -> !problems.isEmpty());
    }
    assertThat(changes.getFirst().live())
        .containsExactly("controllers.b.resync", "controllers.a.paused");
    assertThat(changes.getFirst().later()).containsExactly("mesh.zone");
    assertThat(problems).singleElement().asString().contains("mesh.zona");
  }

  /**
   * A directory of a ConfigMap: what is visible are links by way of another one, which is swapped.
   */
  @Test
  void aConfigMapIsFollowedThroughTheSwapOfItsLink() throws Exception {
    Path file = directory.resolve("fairlead.yaml");
    mount("..1", "logging: {level: INFO}");
    Files.createSymbolicLink(file, Path.of("..data", "fairlead.yaml"));
    try (LiveConfiguration live = LiveConfiguration.of(Sources.of(file, PACE), () -> read(file))) {
      live.tell(changed -> levels.add(changed.configuration().logging().level()));

      mount("..2", "logging: {level: TRACE}");

      await().until(() -> levels.equals(List.of(Level.TRACE)));
    }
  }

  private void mount(String version, String text) throws IOException {
    Path content = Files.createDirectory(directory.resolve(version));
    Files.writeString(content.resolve("fairlead.yaml"), text);
    Path link = Files.createSymbolicLink(directory.resolve("..new"), Path.of(version));
    Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  private Reading read(Path file) {
    Reading reading = ConfigurationReader.read(Optional.of(file), Map.of(), List.of());
    readings.add(reading);
    return reading;
  }
}
