package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.sandbox.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes of a stored object what a watcher would have observed. Pure. */
final class Observation {

  private static final GroupVersionKind SECRET = new GroupVersionKind("", "v1", "Secret");

  private Observation() {}

  /**
   * The object as a cache has it; of a Secret, whose contents no cache keeps, its metadata alone.
   *
   * @param paths fields of the primary that are asked for
   */
  static ObservedObject of(
      GroupVersionResource resource, WatchedKind watched, Stored stored, List<String> paths) {
    GroupVersionKind kind = watched.kind();
    ObjectNode object = stored.object().deepCopy();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.remove("managedFields");
    Metadata known = metadata(object, metadata, paths);
    if (watched.metadataOnly()) {
      object.retain("apiVersion", "kind", "metadata");
    }
    Frame frame =
        kind.equals(SECRET) && !watched.metadataOnly()
            ? Frame.EMPTY
            : Frame.ofJson(object.toString().getBytes(StandardCharsets.UTF_8));
    return new ObservedObject(resource, known, frame);
  }

  private static Metadata metadata(ObjectNode object, ObjectNode metadata, List<String> paths) {
    Map<String, String> fields = new HashMap<>();
    for (String path : paths) {
      JsonNode value = object.at("/" + path.replace('.', '/'));
      if (value.isValueNode() && !value.isNull()) {
        fields.put(path, value.asText());
      }
    }
    return new Metadata(
        new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText()),
        metadata.path("uid").asText(),
        new ResourceVersion(metadata.path("resourceVersion").asText()),
        metadata.path("generation").asLong(),
        metadata.has("deletionTimestamp"),
        texts(metadata.path("labels"), ""),
        texts(metadata.path("annotations"), "fairlead.dev/"),
        owners(metadata.path("ownerReferences")),
        fields);
  }

  private static Map<String, String> texts(JsonNode node, String prefix) {
    Map<String, String> texts = new HashMap<>();
    node.properties()
        .forEach(it -> {
          if (it.getKey().startsWith(prefix)) {
            texts.put(it.getKey(), it.getValue().asText());
          }
        });
    return texts;
  }

  private static List<OwnerReference> owners(JsonNode references) {
    List<OwnerReference> owners = new ArrayList<>();
    for (JsonNode it : references) {
      owners.add(
          new OwnerReference(
              GroupVersionKind.of(it.path("apiVersion").asText(), it.path("kind").asText()),
              it.path("name").asText(),
              it.path("uid").asText(),
              it.path("controller").asBoolean()));
    }
    return owners;
  }
}
