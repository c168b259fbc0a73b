package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A list of operations, all or none. Goes beyond the RFC where the API server does: {@code replace}
 * adds a field that is not there, and a negative index counts from the end of a list.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class JsonPatch {

  private static final int OPERATIONS_MAX = 10_000;
  private static final String GO_TYPE = "[]handlers.jsonPatchOp";
  private static final String PREFIX = "error decoding patch: ";

  private JsonPatch() {}

  /**
   * @param body {@code application/json-patch+json}
   * @return the patched object; what an operation on the whole document makes of it may be a list,
   *     which is refused
   * @throws Rejection 400 for a body that is no patch, 413 for more than 10,000 operations, 422 for
   *     an operation that fails
   */
  public static ObjectNode apply(ObjectNode object, byte[] body) throws Rejection {
    JsonNode operations = PatchBody.read(body, true, GO_TYPE, PREFIX);
    if (operations.size() > OPERATIONS_MAX) {
      throw Status.of(
              413,
              "RequestEntityTooLarge",
              "Request entity too large: The allowed maximum operations in a JSON patch is %d, got %d"
                  .formatted(OPERATIONS_MAX, operations.size()))
          .rejection();
    }
    for (JsonNode operation : operations) {
      if (!operation.isObject()) {
        throw PatchBody.unfit(operation, "handlers.jsonPatchOp", PREFIX);
      }
    }
    JsonNode patched = object.deepCopy();
    for (JsonNode operation : operations) {
      patched = apply(patched, operation).orElseThrow(JsonPatch::failed);
    }
    if (patched instanceof ObjectNode whole) {
      return whole;
    }
    throw failed();
  }

  /** The API keeps to itself which operation failed, and why. */
  private static Rejection failed() {
    return new Status(
            422,
            "Invalid",
            "the server rejected our request due to an error in our request",
            Optional.of(new Status.Details("", "", "", "", List.of(), OptionalInt.empty())))
        .rejection();
  }

  /** The document afterwards; empty if the operation fails. */
  private static Optional<JsonNode> apply(JsonNode document, JsonNode operation) {
    JsonNode path = operation.path("path");
    JsonNode from = operation.path("from");
    JsonNode value = operation.path("value");
    if (!path.isTextual()) {
      return Optional.empty();
    }
    Optional<Place> target = Place.of(document, path.textValue());
    return switch (operation.path("op").asText()) {
      case "add" -> target.filter(it -> it.add(orNull(value))).map(_ -> document);
      case "remove" -> target.filter(Place::remove).map(_ -> document);
      case "replace" ->
          path.textValue().isEmpty()
              ? Optional.of(value).filter(JsonNode::isContainerNode)
              : target.filter(it -> it.replace(orNull(value))).map(_ -> document);
      case "test" ->
          test(document, path.textValue(), target, value)
              ? Optional.of(document)
              : Optional.empty();
      case "move" -> move(document, from, path.textValue());
      case "copy" ->
          source(document, from)
              .flatMap(Place::get)
              .filter(it -> target.filter(place -> place.add(it.deepCopy())).isPresent())
              .map(_ -> document);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> move(JsonNode document, JsonNode from, String path) {
    Optional<Place> source = source(document, from);
    Optional<JsonNode> moved = source.flatMap(Place::get);
    if (moved.isEmpty() || !source.get().remove()) {
      return Optional.empty();
    }
    return Place.of(document, path).filter(it -> it.add(moved.get())).map(_ -> document);
  }

  private static Optional<Place> source(JsonNode document, JsonNode from) {
    return from.isTextual() ? Place.of(document, from.textValue()) : Optional.empty();
  }

  private static boolean test(
      JsonNode document, String path, Optional<Place> target, JsonNode value) {
    if (path.isEmpty()) {
      return same(document, value);
    }
    Optional<JsonNode> found = target.flatMap(Place::get);
    return found.isPresent() && same(found.get(), orNull(value));
  }

  /** Numbers are the same if they are written the same way. */
  private static boolean same(JsonNode left, JsonNode right) {
    return left.equals(
        (one, other) ->
            one.equals(other)
                    || (one.isNumber() && other.isNumber() && one.asText().equals(other.asText()))
                ? 0
                : 1,
        right);
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value.deepCopy();
  }

  /** Where a pointer leads: a field of an object, or a place in a list. */
  private record Place(JsonNode container, String key) {

    /** Empty where a step before the last leads nowhere. */
    static Optional<Place> of(JsonNode document, String pointer) {
      List<String> steps = new ArrayList<>();
      for (String step : pointer.split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
      if (steps.size() < 2) {
        return Optional.empty();
      }
      JsonNode container = document;
      for (String step : steps.subList(1, steps.size() - 1)) {
        Optional<JsonNode> next =
            new Place(container, step).get().filter(JsonNode::isContainerNode);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        container = next.get();
      }
      return Optional.of(new Place(container, steps.getLast()));
    }

    /** Null for a field that is not there; empty for an index that is not. */
    Optional<JsonNode> get() {
      if (container instanceof ObjectNode object) {
        JsonNode value = object.get(key);
        return Optional.of(value == null ? JsonNodeFactory.instance.nullNode() : value);
      }
      OptionalInt index = index(container.size() - 1);
      return index.isPresent() ? Optional.of(container.get(index.getAsInt())) : Optional.empty();
    }

    boolean add(JsonNode value) {
      if (container instanceof ObjectNode object) {
        object.set(key, value);
        return true;
      }
      ArrayNode array = (ArrayNode) container;
      OptionalInt index = key.equals("-") ? OptionalInt.of(array.size()) : index(array.size());
      index.ifPresent(it -> array.insert(it, value));
      return index.isPresent();
    }

    boolean replace(JsonNode value) {
      if (container instanceof ObjectNode object) {
        object.set(key, value);
        return true;
      }
      OptionalInt index = index(container.size() - 1);
      index.ifPresent(it -> ((ArrayNode) container).set(it, value));
      return index.isPresent();
    }

    boolean remove() {
      if (container instanceof ObjectNode object) {
        return object.remove(key) != null;
      }
      OptionalInt index = index(container.size() - 1);
      index.ifPresent(it -> ((ArrayNode) container).remove(it));
      return index.isPresent();
    }

    /** The place that the key names, at most {@code last}; a negative one counts from there. */
    private OptionalInt index(int last) {
      try {
        int index = Integer.parseInt(key);
        int place = index < 0 ? index + last + 1 : index;
        return place < 0 || place > last ? OptionalInt.empty() : OptionalInt.of(place);
      } catch (NumberFormatException noIndex) {
        return OptionalInt.empty();
      }
    }
  }
}
