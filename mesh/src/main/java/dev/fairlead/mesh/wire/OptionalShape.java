package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.Optional;

/** A value, or null for none. */
record OptionalShape(Shape value) implements Shape {

  @Override
  public void write(CBORGenerator out, Object optional) throws IOException {
    Optional<?> present = (Optional<?>) optional;
    if (present.isPresent()) {
      value.write(out, present.get());
    } else {
      out.writeNull();
    }
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(value.read(in));
  }

  @Override
  public Object empty() {
    return Optional.empty();
  }
}
