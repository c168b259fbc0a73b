package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.rest.Strategy;
import java.util.List;

/** A strategy at work, without a server around it. */
final class Verbs {

  private Verbs() {}

  static ObjectNode create(Kind kind, ObjectNode sent) {
    Strategy strategy = BuiltInStrategies.of(kind);
    ObjectNode object = sent.deepCopy();
    Json.object(object, "metadata").put("uid", "UID").put("namespace", RealServer.NAMESPACE);
    strategy.defaults(kind, object);
    strategy.prepareForCreate(kind, object);
    return answer(kind, object, strategy.validate(kind, object));
  }

  static ObjectNode update(Sample sample) {
    Kind kind = sample.kind();
    Strategy strategy = BuiltInStrategies.of(kind);
    ObjectNode old = create(kind, sample.object());
    ObjectNode object = sample.changed(old);
    strategy.defaults(kind, object);
    strategy.prepareForUpdate(kind, "", object, old);
    return answer(kind, object, strategy.validateUpdate(kind, "", object, old));
  }

  private static ObjectNode answer(Kind kind, ObjectNode object, List<FieldError> errors) {
    return errors.isEmpty()
        ? object
        : Status.invalid(
                // Both groups' events are of the core group to the API's validation.
                kind.name().equals("Event") ? "" : kind.group(),
                kind.name(),
                object.path("metadata").path("name").asText(),
                errors)
            .json();
  }
}
