package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rest.Meta;
import dev.fairlead.sandbox.rest.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What CustomResourceDefinitions do; what becomes of them then is done by their controller. */
public final class DefinitionStrategy implements Strategy {

  private static final String STATUS = "status";

  @Override
  public void defaults(Kind kind, ObjectNode object) {
    ObjectNode spec = Definition.child(object, "spec");
    ObjectNode names = Definition.child(spec, "names");
    String name = names.path("kind").asText();
    if (names.path("singular").asText().isEmpty()) {
      names.put("singular", name.toLowerCase(Locale.ROOT));
    }
    if (names.path("listKind").asText().isEmpty() && !name.isEmpty()) {
      names.put("listKind", name + "List");
    }
    if (!spec.hasNonNull("conversion")) {
      spec.putObject("conversion").put("strategy", "None");
    }
  }

  @Override
  public void prepareForCreate(Kind kind, ObjectNode object) {
    object.remove(STATUS);
    ObjectNode status = object.putObject(STATUS);
    status.putNull("conditions");
    status.putObject("acceptedNames").put("plural", "").put("kind", "");
    status.putNull("storedVersions");
    noteStoredVersion(object);
    Definition.child(object, "metadata").put("generation", 1);
  }

  @Override
  public void prepareForUpdate(Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    ObjectNode metadata = Definition.child(object, "metadata");
    long generation = old.path("metadata").path("generation").asLong();
    if (subresource.equals(STATUS)) {
      object.set("spec", old.path("spec"));
      metadata.put("generation", generation);
      return;
    }
    object.set(STATUS, old.path(STATUS).deepCopy());
    noteStoredVersion(object);
    boolean same = object.path("spec").equals(old.path("spec"));
    metadata.put("generation", same ? generation : generation + 1);
  }

  /** What was once a storage version is remembered. */
  private static void noteStoredVersion(ObjectNode object) {
    ObjectNode status = Definition.child(object, STATUS);
    for (JsonNode version : object.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        String name = version.path("name").asText();
        if (!Definition.words(status.path("storedVersions")).contains(name)) {
          ArrayNode stored =
              status.get("storedVersions") instanceof ArrayNode present
                  ? present
                  : status.putArray("storedVersions");
          stored.add(name);
        }
        return;
      }
    }
  }

  @Override
  public List<FieldError> validate(Kind kind, ObjectNode object) {
    return new DefinitionValidation(object).create();
  }

  @Override
  public List<FieldError> validateUpdate(
      Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    return subresource.equals(STATUS) ? List.of() : new DefinitionValidation(object).update(old);
  }

  @Override
  public void prepareForDelete(Kind kind, ObjectNode object, Instant now) {
    // Marked here: a definition has no grace period, and its generation stays.
    Definition.child(object, "metadata").put(Meta.DELETED, Meta.time(now));
    if (!new Definition(object).hasFinalizer()) {
      Definition.child(object, "metadata").withArray("/finalizers").add(Definition.FINALIZER);
    }
    Definition.condition(
        object,
        Definition.TERMINATING,
        true,
        "InstanceDeletionPending",
        "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
        now);
  }

  @Override
  public List<String> resetFields(Kind kind, String subresource) {
    return List.of(subresource.equals(STATUS) ? "spec" : STATUS);
  }
}
