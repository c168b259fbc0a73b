package dev.fairlead.kube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The bodies of writes. Pure; what is given is copied, never changed. */
final class Bodies {

  /** What only the server may set: in an apply it would be refused or claimed. */
  private static final List<String> SERVER_SET =
      List.of(
          "managedFields",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink",
          "uid",
          "resourceVersion");

  /** No object has this version, so that only the creation of an absent one can succeed. */
  private static final String ABSENT = "1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  static ObjectNode forCreate(ObjectNode desired) {
    ObjectNode body = bare(desired);
    metadata(body).put("resourceVersion", ABSENT);
    return body;
  }

  static ObjectNode forApply(ObjectNode desired, Precondition precondition) {
    ObjectNode body = bare(desired);
    put(metadata(body), precondition);
    return body;
  }

  static ObjectNode forStatus(
      NamespacedName name, GroupVersionKind kind, ObjectNode status, Precondition precondition) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    ObjectNode metadata = body.putObject("metadata").put("name", name.name());
    if (!name.namespace().isEmpty()) {
      metadata.put("namespace", name.namespace());
    }
    put(metadata, precondition);
    body.set("status", status);
    return body;
  }

  static ObjectNode forMerge(ObjectNode patch, Precondition precondition) {
    ObjectNode body = patch.deepCopy();
    put(metadata(body), precondition);
    return body;
  }

  static ObjectNode forFinalizers(ObservedObject object, UnaryOperator<List<String>> change) {
    List<String> finalizers = new ArrayList<>();
    for (JsonNode finalizer : read(object.frame().json()).path("metadata").path("finalizers")) {
      finalizers.add(finalizer.asText());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = body.putObject("metadata");
    put(metadata, Precondition.of(object));
    ArrayNode list = metadata.putArray("finalizers");
    change.apply(finalizers).forEach(list::add);
    return body;
  }

  static ObjectNode deleteOptions(Precondition precondition, String propagation, boolean dry) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("apiVersion", "v1").put("kind", "DeleteOptions");
    body.put("propagationPolicy", propagation);
    if (dry) {
      // Beside a body the server does not look at the query.
      body.putArray("dryRun").add("All");
    }
    put(body.putObject("preconditions"), precondition);
    return body;
  }

  static NamespacedName name(ObjectNode body) {
    JsonNode metadata = body.path("metadata");
    String name = metadata.path("name").asText();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an object to write needs metadata.name");
    }
    return new NamespacedName(metadata.path("namespace").asText(), name);
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the frame of an observed object is no JSON", unreadable);
    }
  }

  private static ObjectNode bare(ObjectNode desired) {
    ObjectNode body = desired.deepCopy();
    body.remove("status");
    metadata(body).remove(SERVER_SET);
    return body;
  }

  private static ObjectNode metadata(ObjectNode body) {
    return body.withObjectProperty("metadata");
  }

  private static void put(ObjectNode target, Precondition precondition) {
    target.put("uid", precondition.uid());
    target.put("resourceVersion", precondition.resourceVersion().value());
  }
}
