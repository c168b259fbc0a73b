package dev.fairlead.mesh.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireFormatTest {

  /** A message as a version has it, and as a later one has it. */
  public interface Versions {

    record Order(String ship, long knots, Optional<String> remark) {}

    record LaterOrder(String ship, long knots, Optional<String> remark, List<String> crew) {}

    sealed interface Answer {
      record Aye() implements Answer {}

      record No(Why why) implements Answer {}
    }

    enum Why {
      STORM
    }

    sealed interface LaterAnswer {
      record Aye() implements LaterAnswer {}

      record No(LaterWhy why) implements LaterAnswer {}

      record Later() implements LaterAnswer {}
    }

    enum LaterWhy {
      STORM,
      FOG
    }
  }

  private static final int BYTES_MAX = 1_000;

  private final WireFormat format =
      new WireFormat(
          "fleet",
          Schema.builder()
              .mayLack(Versions.Order.class, "remark")
              .union(
                  Versions.Answer.class,
                  Map.of("aye", Versions.Answer.Aye.class, "no", Versions.Answer.No.class))
              .message("order", Versions.Order.class, BYTES_MAX)
              .message("answer", Versions.Answer.class, BYTES_MAX)
              .build());

  private final WireFormat later =
      new WireFormat(
          "fleet",
          Schema.builder()
              .union(
                  Versions.LaterAnswer.class,
                  Map.of(
                      "aye", Versions.LaterAnswer.Aye.class,
                      "no", Versions.LaterAnswer.No.class,
                      "later", Versions.LaterAnswer.Later.class))
              .message("order", Versions.LaterOrder.class, BYTES_MAX)
              .message("answer", Versions.LaterAnswer.class, BYTES_MAX)
              .message("song", Versions.Why.class, BYTES_MAX)
              .build());

  private final List<Refused> problems = new ArrayList<>();

  @Test
  void whatItDoesNotKnowOfAMessageIsPassedOver() {
    assertThat(format.decode(sent(later, new Versions.LaterOrder("a", 3, none(), List.of("me")))))
        .isEqualTo(new Decoded.Message(new Versions.Order("a", 3, none())));
  }

  @Test
  void whatMayBeLackingIsEmpty() throws IOException {
    byte[] frame =
        frame(
            1,
            1,
            1,
            "fleet",
            "order",
            body -> {
              body.writeStringField("ship", "a");
              body.writeNumberField("knots", 3);
            });

    assertThat(format.decode(frame))
        .isEqualTo(new Decoded.Message(new Versions.Order("a", 3, none())));
  }

  @Test
  void whatMayNotBeLackingIsARefusal() throws IOException {
    assertRefused(
        frame(1, 1, 1, "fleet", "order", body -> body.writeStringField("ship", "a")),
        Cause.MISSING_FIELD,
        "Order lacks its knots");
  }

  @Test
  void nullIsNoValue() throws IOException {
    assertRefused(
        frame(1, 1, 1, "fleet", "order", body -> body.writeNullField("ship")),
        Cause.MALFORMED,
        "a text is wanted");
  }

  @Test
  void oneFieldTwiceIsARefusal() throws IOException {
    assertRefused(
        frame(
            1,
            1,
            1,
            "fleet",
            "order",
            body -> {
              body.writeNumberField("knots", 3);
              body.writeNumberField("knots", 4);
            }),
        Cause.MALFORMED,
        "Order has knots twice");
  }

  @Test
  void unknownMessagesSubtypesAndConstantsAreRefusals() {
    assertRefused(sent(later, Versions.Why.STORM), Cause.UNKNOWN_TYPE, "song is not known here");
    assertRefused(
        sent(later, new Versions.LaterAnswer.Later()),
        Cause.UNKNOWN_TYPE,
        "Answer later is not known here");
    assertRefused(
        sent(later, new Versions.LaterAnswer.No(Versions.LaterWhy.FOG)),
        Cause.UNKNOWN_TYPE,
        "Why FOG is not known here");
  }

  @Test
  void aFrameThatNeedsAHigherLevelIsRefused() throws IOException {
    assertRefused(
        frame(1, 2, 3, "fleet", "order", body -> {}),
        Cause.TOO_NEW,
        "order of level 3 needs level 2, this process has 1: upgrade it");
  }

  @Test
  void aFrameOfAHigherLevelThatNeedsNoneIsRead() throws IOException {
    assertThat(format.decode(frame(1, 1, 9, "fleet", "answer", body -> aye(body))))
        .isEqualTo(new Decoded.Message(new Versions.Answer.Aye()));
  }

  @Test
  void framesOfOthersAreRefused() throws IOException {
    assertRefused(
        frame(1, 1, 1, "armada", "answer", body -> aye(body)),
        Cause.OTHER_MESH,
        "it is of the mesh armada, this is fleet: give them addresses or names that differ");
    assertRefused(
        frame(2, 1, 1, "fleet", "answer", body -> aye(body)), Cause.FOREIGN, "another format");
    assertRefused(new byte[] {1, 2, 3, 4}, Cause.FOREIGN, "it is no frame of Fairlead");
    assertRefused(new byte[0], Cause.FOREIGN, "it is no frame of Fairlead");
  }

  @Test
  void whatFollowsAFrameMakesItARefusal() throws IOException {
    byte[] frame = frame(1, 1, 1, "fleet", "answer", body -> aye(body));

    assertRefused(
        java.util.Arrays.copyOf(frame, frame.length + 1), Cause.MALFORMED, "something follows it");
  }

  @Test
  void aLargeMessageIsNotSentAndItsReceiverLearnsWhy() {
    byte[] frame =
        format.encode(new Versions.Order("x".repeat(BYTES_MAX), 3, none()), problems::add);

    assertThat(problems).containsExactly(new Refused(Cause.TOO_LARGE, "order is above 1000 bytes"));
    assertRefused(frame, Cause.UNSENT, "too_large: order is above 1000 bytes");
  }

  @Test
  void whatIsNoMessageIsNotSentAndItsReceiverLearnsWhy() {
    byte[] frame = format.encode("ahoy", problems::add);

    assertThat(problems).extracting(Refused::cause).containsExactly(Cause.UNKNOWN_TYPE);
    assertRefused(frame, Cause.UNSENT, "unknown_type: java.lang.String is no message");
  }

  @Test
  void aLargeFrameIsRefusedUnread() {
    byte[] frame = new byte[BYTES_MAX + 1];

    assertRefused(frame, Cause.TOO_LARGE, "1001 bytes");
  }

  @Test
  void deepNestingIsARefusal() throws IOException {
    assertRefused(
        frame(
            1,
            1,
            1,
            "fleet",
            "order",
            body -> {
              body.writeFieldName("unknown");
              for (int i = 0; i < 100; i++) {
                body.writeStartArray();
              }
              for (int i = 0; i < 100; i++) {
                body.writeEndArray();
              }
            }),
        Cause.MALFORMED,
        "nesting depth");
  }

  @Test
  void halfACharacterTravelsAsAReplacement() {
    assertThat(format.decode(sent(format, new Versions.Order("a\ud83d", 3, none()))))
        .isEqualTo(new Decoded.Message(new Versions.Order("a\ufffd", 3, none())));
  }

  @Test
  void whatIsSaidOfAFrameIsOnePrintableLine() throws IOException {
    Refused refused =
        (Refused)
            format.decode(frame(1, 1, 1, "a\nb\u001b".repeat(200), "answer", body -> aye(body)));

    assertThat(refused.detail()).hasSizeLessThan(250).doesNotContain("\n", "\u001b");
  }

  @Test
  void aSchemaIsWholeOrIsNone() {
    assertThatThrownBy(() -> Schema.builder().message("answer", Versions.Answer.class, 10))
        .hasMessageContaining("has no place on the wire");
    assertThatThrownBy(() ->
            Schema.builder().union(Versions.Answer.class, Map.of("aye", Versions.Answer.Aye.class)))
        .hasMessageContaining("is not exactly");
    assertThatThrownBy(() -> Schema.builder().mayLack(Versions.Order.class, "sails"))
        .hasMessageContaining("has not all of");
    assertThatThrownBy(() ->
            Schema.builder()
                .mayLack(Versions.Answer.No.class, "why")
                .message("no", Versions.Answer.No.class, 10))
        .hasMessageContaining("it may not be lacking");
    assertThatThrownBy(() -> Schema.builder().message("stream", Stream.class, 10))
        .hasMessageContaining("has no place on the wire");
  }

  private byte[] sent(WireFormat by, Object message) {
    return by.encode(message, refused -> fail(refused.toString()));
  }

  private void assertRefused(byte[] frame, Cause cause, String detail) {
    assertThat(format.decode(frame))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.cause()).isEqualTo(cause);
              assertThat(refused.detail()).contains(detail);
            });
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static void aye(CBORGenerator body) throws IOException {
    body.writeObjectFieldStart("aye");
    body.writeEndObject();
  }

  private interface Body {
    void write(CBORGenerator out) throws IOException;
  }

  private static byte[] frame(
      int formatNumber, int minimum, int level, String mesh, String type, Body body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out =
        CBORFactory.builder()
            .enable(CBORGenerator.Feature.WRITE_TYPE_HEADER)
            .build()
            .createGenerator(bytes)) {
      out.writeStartArray();
      out.writeNumber(formatNumber);
      out.writeNumber(minimum);
      out.writeNumber(level);
      out.writeString(mesh);
      out.writeString(type);
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
      out.writeEndArray();
    }
    return bytes.toByteArray();
  }
}
