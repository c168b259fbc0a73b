package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The plain values. */
enum Scalar implements Shape {
  TEXT {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeString((String) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      Shape.expect(in, JsonToken.VALUE_STRING, "a text");
      return in.getText();
    }
  },

  LONG {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeNumber((Long) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      Shape.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
      return in.getLongValue();
    }
  },

  INT {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeNumber((Integer) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      Shape.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
      return in.getIntValue();
    }
  },

  DOUBLE {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeNumber((Double) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      Shape.expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a number");
      return in.getDoubleValue();
    }
  },

  BOOLEAN {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> throw UnreadableException.malformed("true or false is wanted");
      };
    }
  },

  BYTES {
    @Override
    public void write(CBORGenerator out, Object value) throws IOException {
      out.writeBinary((byte[]) value);
    }

    @Override
    public Object read(CBORParser in) throws IOException {
      Shape.expect(in, JsonToken.VALUE_EMBEDDED_OBJECT, "a byte string");
      return in.getBinaryValue();
    }
  };

  @Override
  public @Nullable Object empty() {
    return switch (this) {
      case TEXT -> "";
      case LONG -> 0L;
      case INT -> 0;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case BYTES -> null;
    };
  }
}
