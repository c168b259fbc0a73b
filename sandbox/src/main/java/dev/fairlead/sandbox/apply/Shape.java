package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The forms that a value of one type can have; more than one where the type is open. */
record Shape(Optional<Scalar> scalar, Optional<Items> items, Optional<Fields> fields) {

  /** What a single value is. */
  enum Scalar {
    NUMERIC,
    STRING,
    BOOLEAN,
    ANY
  }

  /**
   * A list.
   *
   * @param associative whether its items merge one by one, by their keys or as a set
   * @param keys what tells the items apart; empty for a set
   */
  record Items(boolean associative, List<String> keys, Type item) {

    /**
     * The step to an item of an associative list.
     *
     * @throws Misfit where an item lacks what it is told apart by
     */
    PathElement element(JsonNode value) throws Misfit {
      return keys.isEmpty() ? member(value) : keyed(value);
    }

    private PathElement keyed(JsonNode value) throws Misfit {
      if (value.isNull()) {
        throw new Misfit("associative list with keys may not have a null element");
      }
      if (!value.isObject()) {
        throw new Misfit("associative list with keys may not have non-map elements");
      }
      TreeMap<String, JsonNode> found = new TreeMap<>();
      for (String key : keys) {
        JsonNode given = value.get(key);
        if (given != null) {
          found.put(key, given);
        } else {
          defaultOf(key).ifPresent(it -> found.put(key, it));
        }
      }
      if (found.isEmpty()) {
        throw new Misfit(
            "associative list with keys has an element that omits all key fields [\"%s\"] (and doesn't have default values for any key fields)"
                .formatted(String.join("\" \"", keys)));
      }
      return new PathElement.Key(found);
    }

    private Optional<JsonNode> defaultOf(String key) {
      return item instanceof Type.Declared(var schema, _) && schema.properties().get(key) != null
          ? schema.properties().get(key).defaultValue()
          : Optional.empty();
    }

    private static PathElement member(JsonNode value) throws Misfit {
      return switch (value.getNodeType()) {
        case OBJECT ->
            throw new Misfit("associative list without keys has an element that's a map type");
        case ARRAY -> throw new Misfit("not supported: associative list with lists as elements");
        case NULL ->
            throw new Misfit(
                "associative list without keys has an element that's an explicit null");
        default -> new PathElement.Item(value);
      };
    }
  }

  /** A map, or an object with declared fields. */
  interface Fields {

    /** Whether the whole is one value. */
    boolean atomic();

    boolean declares(String name);

    /** What the value of a field is; empty for one that is not allowed. */
    Optional<Type> type(String name);

    /** Whether nothing at all is known about the fields. */
    boolean open();
  }

  /** A list's item does not fit. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    Misfit(String message) {
      super(message, null, false, false);
    }
  }

  static Shape of(Scalar scalar) {
    return new Shape(Optional.of(scalar), Optional.empty(), Optional.empty());
  }

  static Shape of(Items items) {
    return new Shape(Optional.empty(), Optional.of(items), Optional.empty());
  }

  static Shape of(Fields fields) {
    return new Shape(Optional.empty(), Optional.empty(), Optional.of(fields));
  }

  /** The one form that the value has; all of them where it has none or does not fit. */
  Shape of(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return this;
    }
    if (value.isObject()) {
      return fields.map(Shape::of).orElse(this);
    }
    if (value.isArray()) {
      return items.map(Shape::of).orElse(this);
    }
    return scalar.map(Shape::of).orElse(this);
  }

  boolean sameForm(Shape other) {
    return scalar.isPresent() == other.scalar.isPresent()
        && items.isPresent() == other.items.isPresent()
        && fields.isPresent() == other.fields.isPresent();
  }

  /** Which form counts where several are possible. */
  Form form() {
    if (fields.isPresent()) {
      return new Form.Map(fields.get());
    }
    if (scalar.isPresent()) {
      return new Form.Single(scalar.get());
    }
    return items.<Form>map(Form.List::new).orElseThrow();
  }

  /** One form. */
  sealed interface Form {
    record Single(Scalar scalar) implements Form {}

    record List(Items items) implements Form {}

    record Map(Fields fields) implements Form {}
  }
}
