package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the values of one type are written and read. Immutable; thread-safe. */
interface Shape {

  /** Writes one item. */
  void write(CBORGenerator out, Object value) throws IOException;

  /**
   * Reads the item whose first token is the current one; its last token is the current one then.
   */
  Object read(CBORParser in) throws IOException;

  /** The empty value of the type; null if it has none. */
  default @Nullable Object empty() {
    return null;
  }

  /** Ends the reading unless the current token is this one. */
  static void expect(CBORParser in, JsonToken token, String what) throws IOException {
    if (in.currentToken() != token) {
      throw UnreadableException.malformed(
          "%s is wanted, %s was found".formatted(what, in.currentToken()));
    }
  }
}
