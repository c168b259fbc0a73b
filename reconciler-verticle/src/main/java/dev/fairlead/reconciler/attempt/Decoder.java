package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;

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

    private static String firstLine(Throwable failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
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
