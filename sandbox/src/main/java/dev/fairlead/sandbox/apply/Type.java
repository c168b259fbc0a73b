package dev.fairlead.sandbox.apply;

import dev.fairlead.sandbox.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a value may be, as far as merging is concerned. */
sealed interface Type {

  /** No schema says anything: maps merge field by field, lists are one value. */
  Type DEDUCED = new Open(false);

  /** No schema says anything, and the whole is one value. */
  Type OPAQUE = new Open(true);

  /** Not declared: no value fits. */
  Type NOTHING = new Nothing();

  static Type of(Schema schema) {
    return new Declared(schema, schema.preserveUnknownFields());
  }

  Shape shape();

  /**
   * @param preserving whether the schema, or one around it, keeps undeclared fields
   */
  record Declared(Schema schema, boolean preserving) implements Type {

    @Override
    public Shape shape() {
      return switch (schema.type()) {
        case "object" -> Shape.of(new DeclaredFields(schema, preserving));
        case "array" -> Shape.of(items());
        case "integer", "number" -> Shape.of(Shape.Scalar.NUMERIC);
        case "boolean" -> Shape.of(Shape.Scalar.BOOLEAN);
        case "string" ->
            Shape.of(
                schema.format().isEmpty() || schema.format().equals("byte")
                    ? Shape.Scalar.STRING
                    : Shape.Scalar.ANY);
        default ->
            schema.intOrString()
                ? Shape.of(Shape.Scalar.ANY)
                : new Shape(
                    Optional.of(Shape.Scalar.ANY),
                    Optional.of(items()),
                    Optional.of(new DeclaredFields(schema, preserving)));
      };
    }

    private Shape.Items items() {
      Type item = schema.items().map(it -> below(it, preserving)).orElse(OPAQUE);
      return switch (schema.listType()) {
        case ATOMIC -> new Shape.Items(false, List.of(), item);
        case SET -> new Shape.Items(true, List.of(), item);
        case MAP -> new Shape.Items(true, schema.listMapKeys(), item);
      };
    }
  }

  /** A value of any form. */
  record Open(boolean atomic) implements Type {
    @Override
    public Shape shape() {
      return new Shape(
          Optional.of(Shape.Scalar.ANY),
          Optional.of(new Shape.Items(false, List.of(), OPAQUE)),
          Optional.of(new OpenFields(this)));
    }
  }

  /** No value. */
  record Nothing() implements Type {
    @Override
    public Shape shape() {
      return new Shape(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private static Type below(Schema schema, boolean preserving) {
    return new Declared(schema, preserving || schema.preserveUnknownFields());
  }

  /** The fields that a schema has. */
  record DeclaredFields(Schema schema, boolean preserving) implements Shape.Fields {
    @Override
    public boolean atomic() {
      return schema.atomic();
    }

    @Override
    public boolean declares(String name) {
      return schema.properties().containsKey(name);
    }

    @Override
    public Optional<Type> type(String name) {
      Schema property = schema.properties().get(name);
      return property != null ? Optional.of(below(property, preserving)) : others();
    }

    @Override
    public boolean open() {
      return schema.properties().isEmpty() && others().filter(DEDUCED::equals).isPresent();
    }

    private Optional<Type> others() {
      Optional<Schema> declared = schema.additionalProperties();
      if (declared.isPresent()) {
        return Optional.of(below(declared.get(), preserving));
      }
      Map<String, Schema> properties = schema.properties();
      return preserving || properties.isEmpty() ? Optional.of(DEDUCED) : Optional.empty();
    }
  }

  /** Fields about which nothing is known. */
  record OpenFields(Open type) implements Shape.Fields {
    @Override
    public boolean atomic() {
      return type.atomic();
    }

    @Override
    public boolean declares(String name) {
      return false;
    }

    @Override
    public Optional<Type> type(String name) {
      return Optional.of(type);
    }

    @Override
    public boolean open() {
      return !type.atomic();
    }
  }
}
