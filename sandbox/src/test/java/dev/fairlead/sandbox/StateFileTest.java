package dev.fairlead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  private static final Key NAMESPACE = new Key("namespaces", "", "team");

  @TempDir private Path directory;

  @Test
  void anotherSandboxGoesOnFromTheFile() throws Exception {
    SandboxOptions options =
        SandboxOptions.defaults().withStateFile(directory.resolve("state.jsonl"));
    ObjectNode namespace =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"team\"}}");
    try (Sandbox first = Sandbox.start(options)) {
      first.store().create(NAMESPACE, namespace);
    }

    try (Sandbox second = Sandbox.start(options)) {
      assertThat(second.store().get(NAMESPACE)).isPresent();
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsOneClearLine() {
    Path file = directory.resolve("nowhere").resolve("state.jsonl");

    assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withStateFile(file)))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("state file " + file + " cannot be written: ")
        .hasMessageEndingWith("make its directory exist and writable, or name another file")
        .hasMessageNotContaining(System.lineSeparator());
  }
}
