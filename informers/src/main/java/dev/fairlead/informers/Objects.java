package dev.fairlead.informers;

import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.informer.Intake;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decodes the objects of an informer, and derives what is indexed: once as they come in, so that
 * what is in the cache can be decoded. Thread-safe.
 */
record Objects<T extends HasMetadata>(
    KubernetesClient client,
    Class<T> type,
    GroupVersionKind kind,
    Map<String, Function<T, Collection<String>>> indexes)
    implements Intake.Derivation {

  T decode(ObservedObject object) {
    T decoded =
        client
            .getKubernetesSerialization()
            .unmarshal(new ByteArrayInputStream(object.frame().json()), type);
    if (decoded instanceof GenericKubernetesResource generic && generic.getKind() == null) {
      generic.setApiVersion(kind.apiVersion());
      generic.setKind(kind.kind());
    }
    return decoded;
  }

  @Override
  public ObservedObject of(ObservedObject object) throws Intake.FailedException {
    try {
      T decoded = decode(object);
      Map<String, String> fields = new HashMap<>(object.metadata().fields());
      indexes.forEach((index, values) -> {
        String lines =
            values.apply(decoded).stream()
                .map(value -> "/" + line(value))
                .collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
          fields.put(field(index), lines);
        }
      });
      return new ObservedObject(object.resource(), object.metadata().with(fields), object.frame());
    } catch (RuntimeException unreadable) {
      throw new Intake.FailedException(
          unreadable.toString().lines().findFirst().orElse("no reason given"));
    }
  }

  /** The indexes as the cache keeps them. */
  Set<Index> kept() {
    return indexes.keySet().stream().map(Objects::kept).collect(Collectors.toSet());
  }

  /** What the cache calls an index. */
  static Index kept(String index) {
    return new Index.Names(field(index));
  }

  /** What the cache calls a value of it. */
  static NamespacedName value(String value) {
    return new NamespacedName("", line(value));
  }

  private static String field(String index) {
    return "index " + index;
  }

  private static String line(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
