package dev.fairlead.mesh.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

  private static final Incarnation SELF = new Incarnation("watcher-1-0a1b2c3d4e");

  @RegisterExtension private final ClusterLog log = new ClusterLog();
  @TempDir private Path directory;

  private Map<String, String> environment(Path file) {
    return Map.of(
        "POD_NAMESPACE", "fairlead-system",
        "POD_NAME", "watcher-1",
        "POD_UID", "u-1",
        "POD_TERMINATION_LOG", file.toString());
  }

  @Test
  void theyStandInTheFileThatTheKubeletHasMade() throws Exception {
    Path file = Files.writeString(directory.resolve("log"), "of somebody before, at great length");
    assertThat(LastWords.leave(SELF, environment(file)))
        .contains(new Pod("fairlead-system", "watcher-1", "u-1"));
    assertThat(file).content().isEqualTo("fairlead process watcher-1-0a1b2c3d4e");
  }

  @Test
  void whoCannotLeaveThemTellsOfNoPod() {
    Path file = directory.resolve("none");
    assertThat(LastWords.leave(SELF, environment(file))).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(log.count(file + " cannot be written", "POD_TERMINATION_LOG")).isEqualTo(1);
  }

  @Test
  void outsideOfAPodNothingIsWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("log"));
    Map<String, String> partly = new HashMap<>(environment(file));
    partly.put("POD_UID", "");
    assertThat(LastWords.leave(SELF, partly)).isEmpty();
    assertThat(LastWords.leave(SELF, Map.of())).isEmpty();
    assertThat(file).isEmptyFile();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void onlyTheWholeNameIsMeant() {
    assertThat(LastWords.are("fairlead process watcher-1-0a1b2c3d4e", SELF)).isTrue();
    assertThat(LastWords.are("OOM: fairlead process watcher-1-0a1b2c3d4e\n", SELF)).isTrue();
    assertThat(LastWords.are("fairlead process watcher-1-0a1b2c3d4e5f", SELF)).isFalse();
    assertThat(LastWords.are("fairlead process other-watcher-1-0a1b2c3d4e", SELF)).isFalse();
    assertThat(LastWords.are("The container could not be located", SELF)).isFalse();
  }
}
