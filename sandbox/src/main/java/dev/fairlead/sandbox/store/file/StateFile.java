package dev.fairlead.sandbox.store.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Checkpoint;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Stored;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of JSON lines: the first says what it is, the revision, and how many objects follow, one
 * in a line. Collections of generated objects are not in it.
 */
final class StateFile {

  private static final String FORMAT = "fairlead-sandbox-state/1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANOTHER = "move it away to start with nothing, or name another file";

  private final Path path;

  StateFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Reads all of it, or nothing. */
  Checkpoint read() throws StateFileException {
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(path.toFile())) {
      JsonNode head =
          lines.hasNextValue() ? lines.nextValue() : JsonNodeFactory.instance.missingNode();
      if (!head.path("format").asText().equals(FORMAT)) {
        throw new StateFileException(path, "is not a state file of this version", ANOTHER);
      }
      List<Stored> objects = new ArrayList<>();
      while (lines.hasNextValue()) {
        objects.add(stored(lines.nextValue()));
      }
      if (objects.size() != head.path("objects").asInt()) {
        throw new StateFileException(path, "is incomplete", ANOTHER);
      }
      return Checkpoint.of(head.path("revision").asLong(), objects);
    } catch (JsonProcessingException e) {
      throw new StateFileException(path, "is damaged: " + e.getOriginalMessage(), ANOTHER, e);
    } catch (IOException e) {
      throw new StateFileException(
          path, "cannot be read: " + e.getMessage(), "make it readable, or name another file", e);
    }
  }

  private Stored stored(JsonNode line) throws StateFileException {
    if (line.get("object") instanceof ObjectNode object) {
      Key key =
          new Key(
              line.path("collection").asText(),
              line.path("namespace").asText(),
              line.path("name").asText());
      return new Stored(key, object.path("metadata").path("resourceVersion").asLong(), object);
    }
    throw new StateFileException(path, "has a line without an object", ANOTHER);
  }

  /** Writes all of it, or leaves what was there. */
  void write(Checkpoint state) throws StateFileException {
    Path draft = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      try (FileOutputStream out = new FileOutputStream(draft.toFile());
          SequenceWriter lines = JSON.writer().withRootValueSeparator("\n").writeValues(out)) {
        lines.write(head(state));
        for (Stored stored : (Iterable<Stored>) state.objects()::iterator) {
          lines.write(line(stored));
        }
        lines.flush();
        out.getFD().sync();
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StateFileException(
          path,
          "cannot be written: " + e.getMessage(),
          "make its directory exist and writable, or name another file",
          e);
    }
  }

  private static ObjectNode head(Checkpoint state) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("format", FORMAT)
        .put("revision", state.revision())
        .put("objects", state.objects().count());
  }

  private static ObjectNode line(Stored stored) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("collection", stored.key().collection())
            .put("namespace", stored.key().namespace())
            .put("name", stored.key().name());
    line.set("object", stored.object());
    return line;
  }
}
