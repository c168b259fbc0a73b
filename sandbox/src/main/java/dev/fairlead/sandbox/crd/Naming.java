package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the names that a definition asks for it gets: those that no other of its group has. */
final class Naming {

  private final Set<String> resources = new HashSet<>();
  private final Set<String> kinds = new HashSet<>();
  private String reason = "";
  private String message = "";

  private Naming(List<Definition> all, String group) {
    for (Definition other : all) {
      if (other.group().equals(group)) {
        JsonNode names = other.acceptedNames();
        resources.add(names.path("plural").asText());
        resources.add(names.path("singular").asText());
        resources.addAll(Definition.words(names.path("shortNames")));
        kinds.add(names.path("kind").asText());
        kinds.add(names.path("listKind").asText());
      }
    }
  }

  /**
   * Decides about the names.
   *
   * @param all definitions, also this one
   * @return the object with its new status; empty if nothing changes
   */
  static Optional<ObjectNode> decide(ObjectNode object, List<Definition> all, Instant now) {
    Definition definition = new Definition(object);
    if (definition.names().equals(definition.acceptedNames())) {
      return Optional.empty();
    }
    ObjectNode decided = object.deepCopy();
    new Naming(all, definition.group()).decide(definition, decided, now);
    return decided.equals(object) ? Optional.empty() : Optional.of(decided);
  }

  private void decide(Definition definition, ObjectNode decided, Instant now) {
    JsonNode asked = definition.names();
    ObjectNode names = decided.objectNode();
    names.setAll(Definition.child(decided, "status").withObject("/acceptedNames"));
    one(definition, names, "plural", "PluralConflict", resources);
    one(definition, names, "singular", "SingularConflict", resources);
    shortNames(definition, names);
    one(definition, names, "kind", "KindConflict", kinds);
    one(definition, names, "listKind", "ListKindConflict", kinds);
    set(names, "categories", asked.get("categories"));
    Definition.child(decided, "status").set("acceptedNames", names);

    boolean accepted = reason.isEmpty();
    Definition.condition(
        decided,
        Definition.NAMES_ACCEPTED,
        accepted,
        accepted ? "NoConflicts" : reason,
        accepted ? "no conflicts found" : message,
        now);
    if (!definition.is(Definition.ESTABLISHED)) {
      if (accepted) {
        Definition.condition(
            decided,
            Definition.ESTABLISHED,
            false,
            "Installing",
            "the initial names have been accepted",
            now);
      } else if (definition.condition(Definition.ESTABLISHED).isMissingNode()) {
        Definition.condition(
            decided,
            Definition.ESTABLISHED,
            false,
            "NotAccepted",
            "not all names are accepted",
            now);
      }
    }
  }

  private void one(
      Definition definition, ObjectNode names, String field, String conflict, Set<String> used) {
    String name = definition.names().path(field).asText();
    if (name.equals(definition.acceptedNames().path(field).asText()) || !used.contains(name)) {
      names.put(field, name);
    } else {
      reason = conflict;
      message = inUse(name);
    }
  }

  private void shortNames(Definition definition, ObjectNode names) {
    List<String> own = Definition.words(definition.acceptedNames().path("shortNames"));
    List<String> conflicts = new ArrayList<>();
    for (String name : Definition.words(definition.names().path("shortNames"))) {
      if (!own.contains(name) && resources.contains(name)) {
        conflicts.add(inUse(name));
      }
    }
    if (conflicts.isEmpty()) {
      set(names, "shortNames", definition.names().get("shortNames"));
    } else {
      reason = "ShortNamesConflict";
      message =
          conflicts.size() == 1 ? conflicts.getFirst() : "[" + String.join(", ", conflicts) + "]";
    }
  }

  private static void set(ObjectNode names, String field, @Nullable JsonNode value) {
    if (value == null) {
      names.remove(field);
    } else {
      names.set(field, value);
    }
  }

  private static String inUse(String name) {
    return "\"" + name + "\" is already in use";
  }
}
