package dev.fairlead.launcher.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a file of configuration.
 *
 * @param name of the file, as messages have it
 * @param text what stands in it
 */
public record YamlText(String name, String text) {

  /** In bytes; no configuration is longer. */
  static final int LONGEST = 1 << 20;

  /** What became of a file: its text, or why there is none. */
  sealed interface Loaded {
    /** It was read. */
    record Text(YamlText text) implements Loaded {}

    /** It was not. */
    record Unreadable(Problem problem) implements Loaded {}
  }

  /** Reads a file. */
  static Loaded load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        return unreadable(file, "is longer than 1 MiB; is it the right file?");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Loaded.Text(new YamlText(file.toString(), text));
    } catch (NoSuchFileException missing) {
      return unreadable(
          file, "does not exist; name another by --config or FAIRLEAD_CONFIG, or leave them out");
    } catch (CharacterCodingException binary) {
      return unreadable(file, "is no text in UTF-8; is it the right file?");
    } catch (IOException failure) {
      String cause = Files.isDirectory(file) ? "it is a directory" : failure.toString();
      return unreadable(file, "cannot be read: " + cause);
    }
  }

  private static Loaded unreadable(Path file, String why) {
    return new Loaded.Unreadable(new Problem(file.toString(), why));
  }
}
