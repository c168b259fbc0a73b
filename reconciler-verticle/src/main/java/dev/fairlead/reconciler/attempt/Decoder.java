package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.util.stream.Collectors;

/** Decodes frames to the classes that a controller declares. Thread-safe. */
final class Decoder {

  /** An object that does not fit its class: the object's fault or the class's. */
  static final class UndecodableException extends Exception {

    private static final long serialVersionUID = 1L;

    private UndecodableException(ObservedObject object, Class<?> type, Throwable cause) {
      super(
          "%s does not fit the class %s: %s"
              .formatted(object.ref(), type.getSimpleName(), firstLine(cause)),
          cause);
    }

    String explanation() {
      return String.valueOf(getMessage());
    }

    /** Where it does not fit and why, without what Jackson says of its own innards. */
    private static String firstLine(Throwable failure) {
      String path = "";
      Throwable root = failure;
      while (true) {
        if (root instanceof JsonMappingException mapping && path.isEmpty()) {
          path = path(mapping);
        }
        if (root.getCause() == null) {
          break;
        }
        root = root.getCause();
      }
      String message =
          root instanceof JsonProcessingException json
              ? json.getOriginalMessage()
              : String.valueOf(root.getMessage());
      return path + message.lines().findFirst().orElse("");
    }

    private static String path(JsonMappingException failure) {
      String path =
          failure.getPath().stream()
              .map(step ->
                  step.getFieldName() == null
                      ? String.valueOf(step.getIndex())
                      : step.getFieldName())
              .collect(Collectors.joining("."));
      return path.isEmpty() ? "" : path + ": ";
    }
  }

  private final KubernetesSerialization serialization;

  Decoder(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** The primary. */
  <P extends HasMetadata> P primary(ControllerDefinition<P> definition, ObservedObject object)
      throws UndecodableException {
    return decode(object, definition.primaryType(), definition.declaration().primary().kind());
  }

  /** A child or a read of a declared kind. */
  HasMetadata related(
      ControllerDefinition<?> definition, GroupVersionKind kind, ObservedObject object)
      throws UndecodableException {
    return decode(object, definition.typeOf(kind), kind);
  }

  /** An object of the class of another. */
  <T extends HasMetadata> T decode(ObservedObject object, Class<T> type, GroupVersionKind kind)
      throws UndecodableException {
    try {
      T decoded = serialization.unmarshal(new ByteArrayInputStream(object.frame().json()), type);
      if (decoded instanceof GenericKubernetesResource generic && generic.getKind() == null) {
        // Items of a list leave out what the list says once.
        generic.setApiVersion(kind.apiVersion());
        generic.setKind(kind.kind());
      }
      return decoded;
    } catch (RuntimeException unreadable) {
      throw new UndecodableException(object, type, unreadable);
    }
  }
}
