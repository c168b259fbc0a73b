package dev.fairlead.sdk;

import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.model.annotation.Version;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which kind a class stands for, and which classes a generic class is made of. */
public final class Kinds {

  private Kinds() {}

  /** The kind of a class of fabric8's model, or of one annotated like them. */
  public static Optional<GroupVersionKind> of(Class<? extends HasMetadata> type) {
    if (!type.isAnnotationPresent(Version.class)) {
      return Optional.empty();
    }
    return Optional.of(
        GroupVersionKind.of(HasMetadata.getApiVersion(type), HasMetadata.getKind(type)));
  }

  /** The kind of an object. */
  public static GroupVersionKind of(HasMetadata object) {
    return GroupVersionKind.of(object.getApiVersion(), object.getKind());
  }

  /** The class that {@code type} gives for a parameter of its ancestor, if it gives a class. */
  public static Optional<Class<?>> argument(Class<?> type, Class<?> ancestor, int parameter) {
    return argument(type, Map.of(), ancestor, parameter);
  }

  private static Optional<Class<?>> argument(
      Type type, Map<TypeVariable<?>, Type> known, Class<?> ancestor, int parameter) {
    Class<?> raw;
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    switch (type) {
      case Class<?> plain -> raw = plain;
      case ParameterizedType generic -> {
        raw = (Class<?>) generic.getRawType();
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
          Type argument = generic.getActualTypeArguments()[i];
          bound.put(raw.getTypeParameters()[i], known.getOrDefault(argument, argument));
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    if (raw == ancestor) {
      return switch (bound.get(ancestor.getTypeParameters()[parameter])) {
        case Class<?> found -> Optional.of(found);
        case ParameterizedType found -> Optional.of((Class<?>) found.getRawType());
        case null, default -> Optional.empty();
      };
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Optional<Class<?>> found = argument(parent, bound, ancestor, parameter);
      if (found.isPresent()) {
        return found;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent == null ? Optional.empty() : argument(parent, bound, ancestor, parameter);
  }
}
