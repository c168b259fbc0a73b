package dev.fairlead.launcher.process;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Decoding;
import dev.fairlead.sdk.Predicate;
import dev.fairlead.watcher.controller.OperatorCode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The mappings and predicates of this program's own reconcilers, for the very declarations that
 * they make: a newer or older program with classes of the same names means others by them.
 */
final class OwnCode implements OperatorCode {

  private final Map<Declaration, ControllerDefinition<?>> definitions;

  OwnCode(List<ControllerDefinition<?>> definitions) {
    this.definitions =
        definitions.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ControllerDefinition::declaration, definition -> definition));
  }

  @Override
  public Optional<Code> find(Declaration declaration, WatchedKind kind) {
    return Optional.ofNullable(definitions.get(declaration))
        .map(definition -> json -> said(definition, kind, decode(definition, kind, json)));
  }

  private static Said said(
      ControllerDefinition<?> definition, WatchedKind kind, HasMetadata object) {
    List<NamespacedName> keys =
        definition
            .mapping(kind)
            .map(mapping -> List.copyOf(mapping.primaries(object)))
            .orElse(List.of());
    return new Said(
        keys, definition.predicate(kind).flatMap(predicate -> matters(predicate, object)));
  }

  private static Optional<String> matters(Predicate<HasMetadata> predicate, HasMetadata object) {
    if (!predicate.test(object)) {
      return Optional.empty();
    }
    Object matters = predicate.matters(object);
    return Optional.of(matters == null ? "null" : Decoding.serialization().asJson(matters));
  }

  private static HasMetadata decode(
      ControllerDefinition<?> definition, WatchedKind kind, byte[] json) {
    HasMetadata decoded =
        Decoding.serialization()
            .unmarshal(new ByteArrayInputStream(json), definition.typeOf(kind.kind()));
    if (decoded instanceof GenericKubernetesResource generic && generic.getKind() == null) {
      generic.setApiVersion(kind.kind().apiVersion());
      generic.setKind(kind.kind().kind());
    }
    return decoded;
  }
}
