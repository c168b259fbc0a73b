package dev.fairlead.gateway;

import dev.fairlead.gateway.Answer.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command may have for a body: nothing, or an empty object. Commands have no parameters yet;
 * a client that gives some is told, instead of being passed over.
 */
final class CommandBody {

  private CommandBody() {}

  /** The problem with a body; empty if there is none. */
  static Optional<Problem> problem(@Nullable Buffer body, String contentType) {
    if (body == null || body.length() == 0) {
      return Optional.empty();
    }
    if (!MediaTypes.isJson(contentType)) {
      return Optional.of(Problems.unsupportedMediaType(contentType));
    }
    try {
      return Json.decodeValue(body) instanceof JsonObject object
          ? object.fieldNames().stream()
              .findFirst()
              .map(field -> Problems.badBody(field, "is not known; a command takes no fields"))
          : Optional.of(Problems.badBody("body", "must be a JSON object, or empty"));
    } catch (DecodeException malformed) {
      return Optional.of(Problems.badBody("body", "is no JSON"));
    }
  }
}
