package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes messages as frames and reads them. Neither throws, whatever it is given. Thread-safe; does
 * not block.
 */
public final class WireFormat {

  /** The level of the protocol that this program speaks. */
  public static final int LEVEL = 1;

  private static final int FORMAT = 1;

  /** The tag that says of the item that it is CBOR. */
  private static final byte[] MAGIC = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

  private static final int HEADER_ELEMENTS = 6;

  /** The schema itself is some ten deep; the rest is for JSON of other people. */
  private static final int DEPTH_MAX = 64;

  private static final int UNSENT_BYTES_MAX = 4 << 10;
  private static final MessageType UNSENT =
      new MessageType("unsent", Refused.class, 1, UNSENT_BYTES_MAX);

  private final String mesh;
  private final Schema schema;
  private final int bytesMax;
  private final CBORFactory cbor;

  /**
   * The format of one mesh.
   *
   * @param mesh its name; frames of others are refused
   */
  public WireFormat(String mesh, Schema schema) {
    this.mesh = mesh;
    this.schema = schema;
    this.bytesMax = schema.messages().stream().mapToInt(MessageType::bytesMax).max().orElse(0);
    this.cbor =
        CBORFactory.builder()
            // Labels of objects are names too: none of them is worth a place for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(CBORGenerator.Feature.WRITE_TYPE_HEADER)
            // A text that somebody has cut in the middle of a character is no reason to fail.
            .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(bytesMax)
                    .maxNameLength(1 << 10)
                    .build())
            .build();
  }

  /** The name of the mesh. */
  public String mesh() {
    return mesh;
  }

  /**
   * The frame of a message. What cannot be sent becomes a frame that says so, which the receiver
   * counts; here it is told to {@code problems}.
   */
  public byte[] encode(Object message, Consumer<Refused> problems) {
    Refused problem;
    try {
      return write(typeOf(message), message);
    } catch (UnreadableException known) {
      problem = known.refused();
    } catch (IOException | RuntimeException odd) {
      problem = new Refused(Cause.MALFORMED, odd.toString());
    }
    problems.accept(problem);
    return unsent(problem);
  }

  private MessageType typeOf(Object message) throws UnreadableException {
    return schema
        .typeOf(message)
        .orElseThrow(() ->
            new UnreadableException(
                Cause.UNKNOWN_TYPE, message.getClass().getName() + " is no message"));
  }

  private byte[] write(MessageType type, Object message) throws IOException {
    BoundedOutput bytes = new BoundedOutput(type);
    try (CBORGenerator out = cbor.createGenerator(bytes)) {
      out.writeStartArray(message, HEADER_ELEMENTS);
      out.writeNumber(FORMAT);
      out.writeNumber(type.level());
      out.writeNumber(LEVEL);
      out.writeString(mesh);
      out.writeString(type.name());
      if (message instanceof Refused(Cause cause, String detail)) {
        out.writeString(cause + ": " + detail);
      } else {
        schema.shape(type).write(out, message);
      }
      out.writeEndArray();
    }
    return bytes.written();
  }

  private byte[] unsent(Refused problem) {
    try {
      return write(UNSENT, problem);
    } catch (IOException impossible) {
      throw new IllegalStateException("a line of text cannot be written", impossible);
    }
  }

  /** The message of a frame. */
  public Decoded decode(byte[] frame) {
    if (frame.length > bytesMax) {
      return new Refused(Cause.TOO_LARGE, frame.length + " bytes");
    }
    if (!Arrays.equals(frame, 0, Math.min(frame.length, MAGIC.length), MAGIC, 0, MAGIC.length)) {
      return new Refused(Cause.FOREIGN, "it is no frame of Fairlead");
    }
    try (CBORParser in = cbor.createParser(frame, MAGIC.length, frame.length - MAGIC.length)) {
      return read(in, frame.length);
    } catch (UnreadableException known) {
      return known.refused();
    } catch (IOException | RuntimeException odd) {
      // Of bytes that are anything at all, the parser and the records' own checks throw anything.
      return new Refused(Cause.MALFORMED, odd.toString());
    }
  }

  private Decoded read(CBORParser in, int frameBytes) throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY || in.nextIntValue(-1) != FORMAT) {
      return new Refused(Cause.FOREIGN, "it has another format than " + FORMAT);
    }
    int minimum = number(in);
    int level = number(in);
    String from = text(in);
    if (!from.equals(mesh)) {
      return new Refused(
          Cause.OTHER_MESH,
          "it is of the mesh %s, this is %s: give them addresses or names that differ"
              .formatted(from, mesh));
    }
    String name = text(in);
    if (minimum > LEVEL) {
      return new Refused(
          Cause.TOO_NEW,
          "%s of level %d needs level %d, this process has %d: upgrade it"
              .formatted(name, level, minimum, LEVEL));
    }
    in.nextToken();
    if (name.equals(UNSENT.name())) {
      return new Refused(Cause.UNSENT, (String) Scalar.TEXT.read(in));
    }
    Optional<MessageType> type = schema.named(name);
    if (type.isEmpty()) {
      return new Refused(Cause.UNKNOWN_TYPE, name + " is not known here");
    }
    if (frameBytes > type.get().bytesMax()) {
      return new Refused(Cause.TOO_LARGE, name + " of " + frameBytes + " bytes");
    }
    Object message = schema.shape(type.get()).read(in);
    end(in);
    return new Decoded.Message(message);
  }

  private static int number(CBORParser in) throws IOException {
    in.nextToken();
    return (int) Scalar.INT.read(in);
  }

  private static String text(CBORParser in) throws IOException {
    in.nextToken();
    return (String) Scalar.TEXT.read(in);
  }

  /** Passes over what a later format may add to the header; after the frame there is nothing. */
  private static void end(CBORParser in) throws IOException {
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == null) {
        throw UnreadableException.malformed("it has no end");
      }
      in.skipChildren();
    }
    if (in.nextToken() != null) {
      throw UnreadableException.malformed("something follows it");
    }
  }
}
