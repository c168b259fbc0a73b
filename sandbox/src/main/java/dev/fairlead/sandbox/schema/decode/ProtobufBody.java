package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.Schema;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads an object of a built-in kind from protobuf: four bytes that say so, then an envelope with
 * the type and the object's own message.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">The
 *     encoding</a>
 */
final class ProtobufBody {

  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private final String kind;
  private final Schema schema;
  private final byte[] bytes;
  private final String summary;

  ProtobufBody(String kind, Schema schema, byte[] bytes) {
    this.kind = kind;
    this.schema = schema;
    this.bytes = bytes;
    this.summary = BodyText.summary(bytes);
  }

  /** What is around an object: runtime.Unknown. */
  private record Envelope(String apiVersion, String kind, ByteString object) {}

  RequestBody read() throws Rejection {
    Envelope envelope = open();
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (!envelope.apiVersion().isEmpty()) {
      object.put("apiVersion", envelope.apiVersion());
    }
    if (!envelope.kind().isEmpty()) {
      object.put("kind", envelope.kind());
    }
    if (envelope.kind().isEmpty() || envelope.kind().equals(kind)) {
      try {
        ProtobufReader.read(envelope.object().toByteArray(), schema, object);
      } catch (IOException e) {
        String version = envelope.apiVersion().replaceFirst(".*/", "");
        throw Status.badRequest(
                "%1$s in version \"%2$s\" cannot be handled as a %1$s: %3$s"
                    .formatted(kind, version, ProtobufReader.why(e)))
            .rejection();
      }
    } // Another kind is refused when it is decoded.
    return new RequestBody(object, Map.of(), "", summary);
  }

  private Envelope open() throws Rejection {
    if (bytes.length == 0) {
      throw BodyText.unrecognized(kind, "empty data", summary);
    }
    if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw BodyText.unrecognized(
          kind,
          "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]",
          summary);
    }
    try {
      return envelope(
          CodedInputStream.newInstance(bytes, MAGIC.length, bytes.length - MAGIC.length));
    } catch (IOException e) {
      throw BodyText.unrecognized(kind, ProtobufReader.why(e), summary);
    }
  }

  private static Envelope envelope(CodedInputStream in) throws IOException {
    Envelope envelope = new Envelope("", "", ByteString.EMPTY);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      envelope =
          switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> type(CodedInputStream.newInstance(in.readByteArray()), envelope.object());
            case 2 -> new Envelope(envelope.apiVersion(), envelope.kind(), in.readBytes());
            default -> {
              in.skipField(tag);
              yield envelope;
            }
          };
    }
    return envelope;
  }

  private static Envelope type(CodedInputStream in, ByteString object) throws IOException {
    String apiVersion = "";
    String kind = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> apiVersion = in.readString();
        case 2 -> kind = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new Envelope(apiVersion, kind, object);
  }
}
