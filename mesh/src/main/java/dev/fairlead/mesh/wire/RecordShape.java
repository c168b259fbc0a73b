package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record, as a map of its components by their names. */
final class RecordShape implements Shape {

  /**
   * One component.
   *
   * @param missing stands for a field that is not there; null if that is a refusal
   */
  private record Field(
      String name,
      SerializedString key,
      MethodHandle accessor,
      Shape shape,
      @Nullable Object missing) {}

  private final String type;
  private final MethodHandle constructor;
  private final Field[] fields;
  private final Map<String, Integer> positions = new HashMap<>();

  private RecordShape(String type, MethodHandle constructor, List<Field> fields) {
    this.type = type;
    this.constructor = constructor;
    this.fields = fields.toArray(Field[]::new);
    for (Field field : fields) {
      positions.put(field.name(), positions.size());
    }
  }

  /**
   * The shape of a record.
   *
   * @param mayLack the names of the fields that need not be there
   * @param shapes the shape of a component
   */
  static RecordShape of(
      Class<?> type, Set<String> mayLack, Function<RecordComponent, Shape> shapes) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      List<Field> fields = new ArrayList<>();
      for (RecordComponent component : components) {
        Shape shape = shapes.apply(component);
        fields.add(
            new Field(
                component.getName(),
                new SerializedString(component.getName()),
                MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)),
                shape,
                mayLack.contains(component.getName()) ? empty(component, shape) : null));
      }
      Class<?>[] parameters =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .unreflectConstructor(type.getDeclaredConstructor(parameters))
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new RecordShape(type.getSimpleName(), constructor, fields);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalArgumentException(type.getName() + " must be public", hidden);
    }
  }

  private static Object empty(RecordComponent component, Shape shape) {
    Object empty = shape.empty();
    if (empty == null) {
      throw new IllegalArgumentException(component + " has no empty value: it may not be lacking");
    }
    return empty;
  }

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    out.writeStartObject(value, fields.length);
    for (Field field : fields) {
      out.writeFieldName(field.key());
      field.shape().write(out, component(field, value));
    }
    out.writeEndObject();
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    Shape.expect(in, JsonToken.START_OBJECT, type);
    @Nullable Object[] values = new Object[fields.length];
    int next = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      int position = position(name, next);
      if (position < 0) {
        in.skipChildren();
      } else if (values[position] == null) {
        values[position] = fields[position].shape().read(in);
        next = position + 1;
      } else {
        throw UnreadableException.malformed(type + " has " + name + " twice");
      }
    }
    Shape.expect(in, JsonToken.END_OBJECT, "the end of " + type);
    return construct(values);
  }

  /** Fields come in the order of the components, unless another version wrote them. */
  private int position(String name, int next) {
    return next < fields.length && fields[next].name().equals(name)
        ? next
        : positions.getOrDefault(name, -1);
  }

  /** Has one if every field may be lacking. */
  @Override
  public @Nullable Object empty() {
    try {
      return construct(new @Nullable Object[fields.length]);
    } catch (IOException notAll) {
      return null;
    }
  }

  private Object construct(@Nullable Object[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        values[i] = fields[i].missing();
        if (values[i] == null) {
          throw new UnreadableException(
              Cause.MISSING_FIELD, type + " lacks its " + fields[i].name());
        }
      }
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error invalid) {
      throw invalid;
    } catch (Throwable checked) {
      throw new IllegalStateException("a record's constructor throws a checked exception", checked);
    }
  }

  private static Object component(Field field, Object value) {
    try {
      return (Object) field.accessor().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable checked) {
      throw new IllegalStateException("a record's accessor throws a checked exception", checked);
    }
  }
}
