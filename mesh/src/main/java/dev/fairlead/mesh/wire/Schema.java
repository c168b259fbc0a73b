package dev.fairlead.mesh.wire;

import dev.fairlead.protocol.object.Frame;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of what may stand in a frame: messages, and by the types of their components all
 * that they are made of. Whoever builds it names every message, every subtype of every sealed
 * interface, and every field that may be lacking; a type that has no place is an error there and
 * then. Immutable; thread-safe.
 */
public final class Schema {

  private record Entry(MessageType type, Shape shape) {}

  private final Map<String, Entry> byName = new LinkedHashMap<>();
  private final Map<Class<?>, Entry> byClass = new HashMap<>();
  private final Set<Class<?>> types;

  private Schema(Builder builder) {
    builder.messages.forEach((type, shape) -> {
      Entry entry = new Entry(type, shape);
      if (byName.put(type.name(), entry) != null) {
        throw new IllegalArgumentException("two messages are called " + type.name());
      }
      byClass.put(type.javaType(), entry);
      builder
          .unions
          .getOrDefault(type.javaType(), Map.of())
          .values()
          .forEach(subtype -> byClass.put(subtype, entry));
    });
    types = Set.copyOf(builder.shapes.keySet());
  }

  /** Begins an empty one. */
  public static Builder builder() {
    return new Builder();
  }

  /** Its messages, in the order in which they were named. */
  public Collection<MessageType> messages() {
    return byName.values().stream().map(Entry::type).toList();
  }

  /** Every class that a frame can contain a value of, texts and numbers apart. */
  public Set<Class<?>> types() {
    return types;
  }

  /** Which message a value is; empty if it is none. */
  Optional<MessageType> typeOf(Object message) {
    return Optional.ofNullable(byClass.get(message.getClass())).map(Entry::type);
  }

  /** The message of this name; empty if there is none. */
  Optional<MessageType> named(String name) {
    return Optional.ofNullable(byName.get(name)).map(Entry::type);
  }

  /** How a message is written. */
  Shape shape(MessageType type) {
    Entry entry = byName.get(type.name());
    if (entry == null) {
      throw new IllegalArgumentException(type + " is of another schema");
    }
    return entry.shape();
  }

  /** Takes in the list. What a type consists of is named before it. */
  public static final class Builder {

    private final Map<Class<?>, Shape> shapes = new HashMap<>();
    private final Map<Class<?>, Map<String, Class<?>>> unions = new HashMap<>();
    private final Map<Class<?>, Set<String>> mayLack = new HashMap<>();
    private final Map<MessageType, Shape> messages = new LinkedHashMap<>();

    private Builder() {
      shapes.put(String.class, Scalar.TEXT);
      shapes.put(long.class, Scalar.LONG);
      shapes.put(Long.class, Scalar.LONG);
      shapes.put(int.class, Scalar.INT);
      shapes.put(Integer.class, Scalar.INT);
      shapes.put(double.class, Scalar.DOUBLE);
      shapes.put(boolean.class, Scalar.BOOLEAN);
      shapes.put(Boolean.class, Scalar.BOOLEAN);
      shapes.put(Instant.class, new TextShape(Object::toString, Instant::parse));
      shapes.put(Duration.class, new TextShape(Object::toString, Duration::parse));
      shapes.put(Frame.class, new FrameShape());
    }

    /** A class whose values travel as a text. */
    public <T> Builder text(Class<T> type, Function<T, String> format, Function<String, T> parse) {
      shapes.put(type, new TextShape(value -> format.apply(type.cast(value)), parse::apply));
      return this;
    }

    /** A class whose values travel as a byte string. */
    public <T> Builder bytes(Class<T> type, Function<T, byte[]> format, Function<byte[], T> parse) {
      shapes.put(type, new BytesShape(value -> format.apply(type.cast(value)), parse::apply));
      return this;
    }

    /** The fields of a record that may be missing: without them it merely tells less. */
    public Builder mayLack(Class<?> type, String... fields) {
      Set<String> names =
          Stream.of(type.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.toSet());
      if (!names.containsAll(List.of(fields))) {
        throw new IllegalArgumentException(type + " has not all of " + Arrays.toString(fields));
      }
      mayLack.put(type, Set.of(fields));
      return this;
    }

    /** A record that nothing is done by: every field that has an empty value may be missing. */
    public Builder forPeople(Class<?> type) {
      return mayLack(
          type,
          Stream.of(type.getRecordComponents())
              .filter(component -> shape(component.getGenericType()).empty() != null)
              .map(RecordComponent::getName)
              .toArray(String[]::new));
    }

    /** A sealed interface, and what its subtypes are called. */
    public <T> Builder union(Class<T> type, Map<String, Class<? extends T>> subtypes) {
      Set<Class<?>> permitted = Set.of(type.getPermittedSubclasses());
      if (!permitted.equals(new HashSet<>(subtypes.values()))) {
        throw new IllegalArgumentException(type + " is not exactly " + subtypes.values());
      }
      unions.put(type, Map.copyOf(subtypes));
      return this;
    }

    /** A message of level 1. */
    public Builder message(String name, Class<?> type, int bytesMax) {
      messages.put(new MessageType(name, type, 1, bytesMax), shape(type));
      return this;
    }

    /** The schema of all that was named. */
    public Schema build() {
      return new Schema(this);
    }

    private Shape shape(Type type) {
      return switch (type) {
        case ParameterizedType generic -> generic(generic);
        case Class<?> plain -> shape(plain);
        default -> throw unknown(type);
      };
    }

    private Shape generic(ParameterizedType type) {
      Type[] arguments = type.getActualTypeArguments();
      Type last = arguments[arguments.length - 1];
      if (type.getRawType() == Optional.class) {
        return new OptionalShape(shape(last));
      }
      if (type.getRawType() == List.class) {
        return CollectionShape.list(shape(last));
      }
      if (type.getRawType() == Set.class) {
        return CollectionShape.set(shape(last));
      }
      if (type.getRawType() == Map.class && arguments[0] == String.class) {
        return last == Object.class ? new JsonShape() : new MapShape(shape(last));
      }
      throw unknown(type);
    }

    private Shape shape(Class<?> type) {
      @Nullable Shape known = shapes.get(type);
      if (known != null) {
        return known;
      }
      Shape made = make(type);
      shapes.put(type, made);
      return made;
    }

    private Shape make(Class<?> type) {
      if (type.isEnum()) {
        return new EnumShape(type);
      }
      if (type.isRecord()) {
        return RecordShape.of(
            type,
            mayLack.getOrDefault(type, Set.of()),
            component -> shape(component.getGenericType()));
      }
      Map<String, Class<?>> subtypes = unions.get(type);
      if (subtypes == null) {
        throw unknown(type);
      }
      return new UnionShape(
          type,
          subtypes,
          subtypes.values().stream().collect(Collectors.toMap(Function.identity(), this::shape)));
    }

    private static IllegalArgumentException unknown(Type type) {
      return new IllegalArgumentException(
          type.getTypeName() + " has no place on the wire: name it in the schema");
    }
  }
}
