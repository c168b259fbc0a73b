package dev.fairlead.sandbox.schema.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers that the fields of the API's messages have in protobuf. Types are not told: a message
 * has those of the definition of its name.
 */
final class ProtobufMessages {

  /** Before the name of a message whose fields belong to the message that it is in. */
  private static final String INLINE = "@";

  private static final Map<String, Map<Integer, Field>> MESSAGES = read();

  private ProtobufMessages() {}

  /**
   * @param name of the field, or of the message
   * @param inline whether the field's value is a message whose fields belong to this one
   */
  record Field(String name, boolean inline) {

    static Field parse(String text) {
      return text.startsWith(INLINE)
          ? new Field(text.substring(INLINE.length()), true)
          : new Field(text, false);
    }
  }

  static boolean knows(String message) {
    return MESSAGES.containsKey(message);
  }

  /** By number; none for a message that is not known. */
  static Map<Integer, Field> fields(String message) {
    return MESSAGES.getOrDefault(message, Map.of());
  }

  private static Map<String, Map<Integer, Field>> read() {
    try (InputStream text = ProtobufMessages.class.getResourceAsStream("messages.txt")) {
      if (text == null) {
        throw new IllegalStateException("The jar is incomplete: messages.txt is missing");
      }
      Map<String, Map<Integer, Field>> messages = new HashMap<>();
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .forEach(words -> messages.put(words[0], fields(words)));
      return Map.copyOf(messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Integer, Field> fields(String[] words) {
    return Arrays.stream(words)
        .skip(1)
        .map(word -> word.split("=", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                pair -> Integer.valueOf(pair[0]), pair -> Field.parse(pair[1])));
  }
}
