package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A list or a set, as an array. */
final class CollectionShape implements Shape {

  /** Far above what any message has; what it costs stays small against the bounds in bytes. */
  private static final int ELEMENTS_MAX = 65_536;

  private final Shape element;
  private final Function<List<Object>, Collection<Object>> made;

  private CollectionShape(Shape element, Function<List<Object>, Collection<Object>> made) {
    this.element = element;
    this.made = made;
  }

  static CollectionShape list(Shape element) {
    return new CollectionShape(element, List::copyOf);
  }

  /** What is repeated counts once. */
  static CollectionShape set(Shape element) {
    return new CollectionShape(element, Set::copyOf);
  }

  /** Ends the reading of a list or map that has this many elements, and one more. */
  static void bound(int elements) throws UnreadableException {
    if (elements == ELEMENTS_MAX) {
      throw UnreadableException.malformed("more than " + ELEMENTS_MAX + " elements");
    }
  }

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    Collection<?> elements = (Collection<?>) value;
    out.writeStartArray(value, elements.size());
    for (Object one : elements) {
      element.write(out, one);
    }
    out.writeEndArray();
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    Shape.expect(in, JsonToken.START_ARRAY, "a list");
    List<Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      bound(elements.size());
      elements.add(element.read(in));
    }
    return made.apply(elements);
  }

  @Override
  public Object empty() {
    return made.apply(List.of());
  }
}
