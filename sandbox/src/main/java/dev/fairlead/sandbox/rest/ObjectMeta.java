package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What metadata may be, and what of it may change. */
final class ObjectMeta {

  private static final int ANNOTATIONS_BYTES_MAX = 256 << 10;
  private static final int SUBRESOURCE_LENGTH_MAX = 256;
  private static final Set<String> OPERATIONS = Set.of("Apply", "Update");
  private static final String IMMUTABLE = "field is immutable";

  private ObjectMeta() {}

  /** What is wrong with an object's metadata, whatever its kind. */
  static List<FieldError> validate(ObjectNode object, boolean namespaced) {
    return validate(object, namespaced, Names::pathSegment);
  }

  /** What is wrong with an object's metadata, for its kind. */
  static List<FieldError> validate(Kind kind, Strategy strategy, ObjectNode object) {
    List<FieldError> errors =
        validate(object, kind.namespaced(), name -> strategy.faultsOfName(kind, name));
    errors.addAll(finalizers(strategy, object));
    return errors;
  }

  private static List<FieldError> validate(
      ObjectNode object, boolean namespaced, Function<String, List<String>> name) {
    List<FieldError> errors = new ArrayList<>();
    String prefix = Meta.text(object, Meta.GENERATE_NAME);
    if (!prefix.isEmpty()) {
      name.apply(completed(prefix))
          .forEach(why -> errors.add(invalid("metadata.generateName", prefix, why)));
    }
    String whole = Meta.name(object);
    if (whole.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else {
      name.apply(whole).forEach(why -> errors.add(invalid("metadata.name", whole, why)));
    }
    namespace(object, namespaced, errors);
    long generation = Meta.number(object, Meta.GENERATION).orElse(0);
    if (generation < 0) {
      errors.add(
          FieldError.invalid(
              "metadata.generation",
              JsonNodeFactory.instance.numberNode(generation),
              "must be greater than or equal to 0"));
    }
    common(object, errors, true);
    return errors;
  }

  private static void namespace(ObjectNode object, boolean namespaced, List<FieldError> errors) {
    String namespace = Meta.namespace(object);
    if (namespaced && namespace.isEmpty()) {
      errors.add(FieldError.required("metadata.namespace", ""));
    } else if (namespaced) {
      Names.dns1123Label(namespace)
          .forEach(why -> errors.add(invalid("metadata.namespace", namespace, why)));
    } else if (!namespace.isEmpty()) {
      errors.add(FieldError.forbidden("metadata.namespace", "not allowed on this type"));
    }
  }

  /** A prefix may end in a dash, a name may not. */
  private static String completed(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  private static List<FieldError> finalizers(Strategy strategy, ObjectNode object) {
    List<FieldError> errors = new ArrayList<>();
    List<String> finalizers = Meta.finalizers(object);
    for (int i = 0; i < finalizers.size(); i++) {
      String at = "metadata.finalizers[" + i + "]";
      String finalizer = finalizers.get(i);
      strategy.faultsOfFinalizer(finalizer).forEach(why -> errors.add(invalid(at, finalizer, why)));
    }
    return errors;
  }

  /**
   * What is wrong with a change of metadata. The API looks twice, once for all kinds and once for
   * each, and says so twice.
   */
  static List<FieldError> validateUpdate(
      Kind kind, Strategy strategy, ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>(validate(object, kind.namespaced()));
    errors.addAll(validateChange(object, old));
    errors.addAll(validateChange(object, old));
    errors.addAll(finalizers(strategy, object));
    return errors;
  }

  private static List<FieldError> validateChange(ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    if (Meta.deleting(old)) {
      List<String> extra = new ArrayList<>(Meta.finalizers(object));
      extra.removeAll(Meta.finalizers(old));
      if (!extra.isEmpty()) {
        errors.add(
            FieldError.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers []string{"
                    + extra.stream()
                        .sorted()
                        .distinct()
                        .map(it -> "\"" + it + "\"")
                        .collect(Collectors.joining(", "))
                    + "}"));
      }
    }
    if (Meta.text(object, Meta.RESOURCE_VERSION).isEmpty()) {
      errors.add(invalid("metadata.resourceVersion", "", "must be specified for an update"));
    }
    for (String field :
        List.of(Meta.NAME, Meta.NAMESPACE, Meta.UID, Meta.CREATED, Meta.DELETED, Meta.GRACE)) {
      JsonNode now = object.path("metadata").path(field);
      if (!now.equals(old.path("metadata").path(field))) {
        errors.add(
            FieldError.invalid(
                "metadata." + field,
                now.isMissingNode() ? JsonNodeFactory.instance.nullNode() : now,
                IMMUTABLE));
      }
    }
    common(object, errors, false);
    return errors;
  }

  private static void common(ObjectNode object, List<FieldError> errors, boolean finalizers) {
    JsonNode metadata = object.path("metadata");
    labels(metadata.path("labels"), errors);
    annotations(metadata.path("annotations"), errors);
    owners(metadata.path(Meta.OWNERS), errors);
    if (finalizers) {
      finalizers(metadata.path(Meta.FINALIZERS), errors);
    }
    managedFields(metadata.path(Meta.MANAGED_FIELDS), errors);
  }

  private static void labels(JsonNode labels, List<FieldError> errors) {
    labels
        .properties()
        .forEach(label -> {
          Names.labelKey(label.getKey())
              .forEach(why -> errors.add(invalid("metadata.labels", label.getKey(), why)));
          String value = label.getValue().asText();
          Names.labelValue(value)
              .forEach(why -> errors.add(invalid("metadata.labels", value, why)));
        });
  }

  private static void annotations(JsonNode annotations, List<FieldError> errors) {
    long bytes = 0;
    for (var annotation : annotations.properties()) {
      String key = annotation.getKey();
      Names.labelKey(key.toLowerCase(Locale.ROOT))
          .forEach(why -> errors.add(invalid("metadata.annotations", key, why)));
      bytes += bytes(key) + bytes(annotation.getValue().asText());
    }
    if (bytes > ANNOTATIONS_BYTES_MAX) {
      errors.add(
          FieldError.of(
              FieldError.Type.TOO_LONG,
              "metadata.annotations",
              "may not be more than " + ANNOTATIONS_BYTES_MAX + " bytes"));
    }
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void owners(JsonNode owners, List<FieldError> errors) {
    String controller = "";
    for (JsonNode owner : owners) {
      owner(owner, errors);
      if (owner.path("controller").asBoolean()) {
        String name = owner.path("kind").asText() + "/" + owner.path("name").asText();
        if (controller.isEmpty()) {
          controller = name;
        } else {
          errors.add(
              FieldError.invalid(
                  "metadata.ownerReferences",
                  owners,
                  "Only one reference can have Controller set to true. Found \"true\" in references"
                      + " for %s and %s".formatted(controller, name)));
        }
      }
    }
  }

  private static void owner(JsonNode owner, List<FieldError> errors) {
    String at = "metadata.ownerReferences.";
    String apiVersion = owner.path("apiVersion").asText();
    if (apiVersion.isEmpty() || apiVersion.endsWith("/")) {
      errors.add(invalid(at + "apiVersion", apiVersion, "version must not be empty"));
    }
    for (String field : List.of("kind", "name", "uid")) {
      if (owner.path(field).asText().isEmpty()) {
        errors.add(invalid(at + field, "", "must not be empty"));
      }
    }
    if (apiVersion.equals("v1") && owner.path("kind").asText().equals("Event")) {
      errors.add(
          FieldError.invalid(
              "metadata.ownerReferences",
              owner,
              "/v1, Kind=Event is disallowed from being an owner"));
    }
  }

  private static void finalizers(JsonNode finalizers, List<FieldError> errors) {
    List<String> names = Meta.texts(finalizers);
    for (String name : names) {
      Names.labelKey(name).forEach(why -> errors.add(invalid("metadata.finalizers", name, why)));
    }
    if (names.contains(Deletion.ORPHAN) && names.contains(Deletion.FOREGROUND)) {
      errors.add(
          FieldError.invalid(
              "metadata.finalizers",
              finalizers,
              "finalizer orphan and foregroundDeletion cannot be both set"));
    }
  }

  private static void managedFields(JsonNode entries, List<FieldError> errors) {
    for (int i = 0; i < entries.size(); i++) {
      String at = "metadata.managedFields[" + i + "].";
      JsonNode entry = entries.get(i);
      String operation = entry.path("operation").asText();
      if (!OPERATIONS.contains(operation)) {
        errors.add(invalid(at + "operation", operation, "must be `Apply` or `Update`"));
      }
      String type = entry.path("fieldsType").asText();
      if (!type.isEmpty() && !type.equals("FieldsV1")) {
        errors.add(invalid(at + "fieldsType", type, "must be `FieldsV1`"));
      }
      errors.addAll(WriteOptions.manager(entry.path("manager").asText(), at + "manager"));
      if (bytes(entry.path("subresource").asText()) > SUBRESOURCE_LENGTH_MAX) {
        errors.add(
            FieldError.of(
                FieldError.Type.TOO_LONG,
                at + "subresource",
                "may not be more than " + SUBRESOURCE_LENGTH_MAX + " bytes"));
      }
    }
  }

  private static FieldError invalid(String field, String value, String why) {
    return FieldError.invalid(field, TextNode.valueOf(value), why);
  }
}
