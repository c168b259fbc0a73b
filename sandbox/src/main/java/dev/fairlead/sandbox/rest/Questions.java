package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.Reviews;
import dev.fairlead.sandbox.access.TokenRequests;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.List;
import java.util.Optional;

/** POST of what is answered and not stored: reviews of access, requests of tokens. Thread-safe. */
public record Questions(Reviews reviews, TokenRequests tokens) {

  /** The answer to a review; empty if the kind is another. */
  Optional<Answer> review(Registry registry, Call call, Kind kind) throws Rejection {
    if (!Reviews.answers(kind.group(), kind.plural()) || !call.info().verb().equals("create")) {
      return Optional.empty();
    }
    WriteOptions options = WriteOptions.parse(call.query(), "CreateOptions");
    ObjectNode review = Bodies.decode(call, kind, options);
    registry.strategy(kind).defaults(kind, review);
    FieldWrite write =
        new FieldWrite(kind, "", call.manager(), List.of(), registry.clock().instant());
    ObjectNode managed = registry.fields().update(write, Optional.empty(), review);
    ObjectNode answer =
        reviews.answer(kind.plural(), call.info().namespace(), managed, call.user());
    return Optional.of(new Answer.Plain(201, answer));
  }

  /** A new token of a service account. */
  Answer token(Call call) throws Rejection {
    ObjectNode request = Bodies.object(call, "io.k8s.api.authentication.v1.TokenRequest");
    return new Answer.Plain(
        201, tokens.create(call.info().namespace(), call.info().name(), request));
  }
}
