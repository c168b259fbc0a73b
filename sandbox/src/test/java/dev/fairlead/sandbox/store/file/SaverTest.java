package dev.fairlead.sandbox.store.file;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaverTest {

  private static final Key A = new Key("things", "default", "a");
  private static final Key B = new Key("others", "", "b");

  @TempDir private Path directory;

  @Test
  void goesOnWhereItStopped() throws StateFileException {
    Path file = directory.resolve("state");
    Store first = new Store();
    try (Saver _ = Saver.start(file, first)) {
      first.create(A, JsonNodeFactory.instance.objectNode().put("text", "one\ntwo"));
      first.create(B, JsonNodeFactory.instance.objectNode());
      first.delete(B, 3);
    }
    Store second = new Store();
    try (Saver _ = Saver.start(file, second)) {
      assertEquals(first.get(A), second.get(A));
      assertEquals(4, second.revision());
      assertInstanceOf(Listing.TooOld.class, second.list(Query.of(Scope.all("things")).at(3)));
    }
  }

  @Test
  void savesWhileItRuns() throws StateFileException, IOException {
    Path file = directory.resolve("state");
    Store store = new Store();
    try (Saver _ = Saver.start(file, store)) {
      store.create(A, JsonNodeFactory.instance.objectNode());
      await().until(() -> Files.readAllLines(file).size() == 2);
      try (Stream<Path> files = Files.list(directory)) {
        assertEquals(List.of(file), files.toList());
      }
    }
  }

  @Test
  void aBadFileIsNamedWithTheRemedy() throws IOException, StateFileException {
    Path file = directory.resolve("state");
    Store store = new Store();
    try (Saver _ = Saver.start(file, store)) {
      store.create(A, JsonNodeFactory.instance.objectNode());
    }
    String whole = Files.readString(file);
    String remedy = "; move it away to start with nothing, or name another file";
    refused(file, "", "is not a state file of this version" + remedy);
    refused(file, "{}", "is not a state file of this version" + remedy);
    refused(file, whole.lines().findFirst().orElseThrow(), "is incomplete" + remedy);
    refused(
        file,
        whole.substring(0, whole.length() - 9),
        "is damaged: Unexpected end-of-input in field name" + remedy);
  }

  private static void refused(Path file, String content, String why) throws IOException {
    Files.writeString(file, content);
    String message =
        assertThrows(StateFileException.class, () -> Saver.start(file, new Store())).getMessage();
    assertEquals("state file " + file + " " + why, message);
    assertEquals(content, Files.readString(file));
  }

  @Test
  void anUnwritableFileIsNamedWithTheRemedy() {
    Path file = directory.resolve("absent").resolve("state");
    String message =
        assertThrows(StateFileException.class, () -> Saver.start(file, new Store())).getMessage();
    assertEquals(
        "state file %s cannot be written: %s.tmp (No such file or directory); "
                .formatted(file, file)
            + "make its directory exist and writable, or name another file",
        message);
  }
}
