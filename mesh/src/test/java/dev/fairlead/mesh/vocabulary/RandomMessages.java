package dev.fairlead.mesh.vocabulary;

import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of any type that may be on the bus, drawn from a seed. */
final class RandomMessages {

  private static final List<String> TEXTS =
      List.of("", "cache", "default", "größer", "🚢 fairlead", "a\u0000b", "x".repeat(500));

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  Object of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic);
      case Class<?> plain -> plain(plain);
      default -> throw new IllegalArgumentException(type.getTypeName());
    };
  }

  private Object generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Type last = arguments[arguments.length - 1];
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.of(of(last)) : Optional.empty();
    }
    if (raw == Map.class) {
      return last == Object.class ? json(3) : map(() -> of(last));
    }
    List<Object> elements = Stream.generate(() -> of(last)).limit(random.nextInt(4)).toList();
    return raw == List.class ? elements : new HashSet<>(elements);
  }

  private Object plain(Class<?> type) {
    if (type == Condition.class) {
      return new Condition(
          "Available", pick(Condition.Status.values()), "TooFewReplicas", pick(TEXTS));
    }
    if (type == Event.class) {
      return new Event(pick(Event.Type.values()), "Scaled", pick(TEXTS));
    }
    if (type == SnapshotChunk.class) {
      return new SnapshotChunk(1 + random.nextInt(80), Buffer.buffer(bytes()));
    }
    if (type.isEnum()) {
      return pick(type.getEnumConstants());
    }
    if (type.isSealed()) {
      return of(pick(type.getPermittedSubclasses()));
    }
    return type.isRecord() ? make(type) : scalar(type);
  }

  private Object scalar(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> pick(TEXTS);
      case "long", "Long" -> random.nextLong() >> random.nextInt(64);
      case "int", "Integer" -> random.nextInt() >> random.nextInt(32);
      case "double" -> random.nextGaussian();
      case "boolean", "Boolean" -> random.nextBoolean();
      case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case "Duration" -> Duration.ofNanos(random.nextLong());
      case "Frame" -> Frame.ofJson(bytes());
      case "Buffer" -> Buffer.buffer(bytes());
      default -> throw new IllegalArgumentException("no values of " + type);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(600)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Object make(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      return type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(
              Stream.of(components).map(component -> of(component.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> json(int depth) {
    return map(() -> anyJson(depth - 1));
  }

  private @Nullable Object anyJson(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextDouble();
      case 4 -> pick(TEXTS);
      case 5 -> json(depth);
      default -> new ArrayList<>(json(depth).values());
    };
  }

  private <V extends @Nullable Object> Map<String, V> map(Supplier<V> value) {
    Map<String, V> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("app.kubernetes.io/part-" + i, value.get());
    }
    return map;
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
