package dev.fairlead.mesh.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.MessageType;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frames of level 1, as they were written then. A file begins with the frame in words; its hex
 * digits follow. As long as the level is 1, they are also what is written.
 */
class GoldenFramesTest {

  private final WireFormat format = new WireFormat("fairlead", Vocabulary.schema());

  static Set<String> names() {
    return Examples.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatWasWrittenIsRead(String name) throws IOException {
    assertThat(format.decode(golden(name))).isEqualTo(new Decoded.Message(example(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatWasWrittenIsStillWritten(String name) throws IOException {
    byte[] written = format.encode(example(name), refused -> fail(refused.toString()));

    assertThat(HexFormat.of().formatHex(written)).isEqualTo(HexFormat.of().formatHex(golden(name)));
  }

  @Test
  void everyMessageHasOne() {
    assertThat(
            names().stream().map(name -> name.replaceFirst("-.*", "")).collect(Collectors.toSet()))
        .containsAll(Vocabulary.schema().messages().stream().map(MessageType::name).toList());
  }

  @Test
  void everySubtypeOfAMessageHasOne() {
    Set<Class<?>> classes =
        Examples.all().values().stream()
            .map(said -> said instanceof WatcherReply reply ? reply.answer() : said)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(classes).contains(WatcherAnswer.class.getPermittedSubclasses());
    for (MessageType type : Vocabulary.schema().messages()) {
      if (type.javaType().isSealed()) {
        assertThat(classes).contains(type.javaType().getPermittedSubclasses());
      }
    }
  }

  private static Object example(String name) {
    Object example = Examples.all().get(name);
    return example == null ? fail("no example " + name) : example;
  }

  private static byte[] golden(String name) throws IOException {
    String file = "/frames/level-1/" + name + ".txt";
    try (InputStream in = GoldenFramesTest.class.getResourceAsStream(file)) {
      if (in == null) {
        return fail(file + " is missing");
      }
      String digits =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(String::strip)
              .collect(Collectors.joining());
      return HexFormat.of().parseHex(digits);
    }
  }
}
