package dev.fairlead.gateway;

import dev.fairlead.gateway.access.Gatekeeper;
import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.access.Caller;
import dev.fairlead.protocol.access.Reviews.Authentication;
import dev.fairlead.protocol.access.Reviews.Authorization;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets callers in, and no further than they may go. Without a gatekeeper everybody may do
 * everything; then only this machine is listened to. Lives on the gateway's context.
 */
final class Guard {

  /** RFC 6750, 2.1; the name of the scheme in any case (RFC 9110, 11.1). */
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([-A-Za-z0-9._~+/]+=*)");

  private static final Visitor ANONYMOUS = new Visitor.Anybody("anonymous");

  /** Of whom nothing is known yet. */
  static final Visitor STRANGER = new Visitor.Anybody("-");

  private final Optional<Gatekeeper> gatekeeper;
  private final Catalogue catalogue;

  Guard(Optional<Gatekeeper> gatekeeper, Catalogue catalogue) {
    this.gatekeeper = gatekeeper;
    this.catalogue = catalogue;
  }

  /** Finds out who calls, tells the call, and looks whether they may; empty if so. */
  Future<Optional<Answer.Problem>> refusal(Endpoint endpoint, Call call) {
    if (endpoint.need() instanceof Need.Nothing) {
      return Future.succeededFuture(Optional.empty());
    }
    return gatekeeper
        .map(keeper -> reviewed(keeper, endpoint.need(), call))
        .orElseGet(() -> {
          call.comesFrom(ANONYMOUS);
          return Future.succeededFuture(Optional.empty());
        });
  }

  private Future<Optional<Answer.Problem>> reviewed(Gatekeeper keeper, Need need, Call call) {
    String header = call.header("Authorization");
    if (header.isEmpty()) {
      return problem(Problems.tokenMissing());
    }
    Matcher bearer = BEARER.matcher(header);
    if (!bearer.matches()) {
      return problem(Problems.tokenRefused("Authorization must be Bearer and a token"));
    }
    String token = bearer.group(1);
    return keeper
        .who(token)
        .compose(said ->
            switch (said) {
              case Authentication.Known(Caller caller) -> {
                Visitor visitor = new Reviewed(keeper, token, caller);
                call.comesFrom(visitor);
                yield check(visitor, need, call);
              }
              case Authentication.Unknown _ -> problem(unknown());
              case Authentication.Unavailable(String why) -> problem(Problems.unavailable(why));
            });
  }

  private Future<Optional<Answer.Problem>> check(Visitor visitor, Need need, Call call) {
    return switch (need) {
      case Need.Nothing _, Need.Known _ -> Future.succeededFuture(Optional.empty());
      case Need.Path(Access access) -> visitor.refusal(access);
      case Need.Primaries primaries ->
          catalogue
              .find(call.controller(), call.trace())
              .compose(found ->
                  switch (found) {
                    case Catalogue.Found.Primary(var resource) ->
                        visitor.refusal(Need.of(primaries, resource, call));
                    case Catalogue.Found.None() ->
                        problem(Problems.unknownController(call.controller()));
                    case Catalogue.Found.Unknown(String why) -> problem(Problems.unavailable(why));
                  });
    };
  }

  private static Answer.Problem unknown() {
    return Problems.tokenRefused(
        "the API server does not know the token: it has expired, or is for others; get a new one,"
            + " as by kubectl create token");
  }

  private static Future<Optional<Answer.Problem>> problem(Answer.Problem problem) {
    return Future.succeededFuture(Optional.of(problem));
  }

  /** Somebody whom the API server knows, and asks what they may do. */
  private record Reviewed(Gatekeeper keeper, String token, Caller caller) implements Visitor {

    @Override
    public String name() {
      return caller.name();
    }

    @Override
    public Future<Optional<Answer.Problem>> refusal(Access access) {
      return keeper
          .may(caller, access)
          .map(said ->
              switch (said) {
                case Authorization.Allowed() -> Optional.empty();
                case Authorization.Denied _ ->
                    Optional.of(Problems.forbidden(caller.name(), access));
                case Authorization.Unavailable(String why) ->
                    Optional.of(Problems.unavailable(why));
              });
    }

    @Override
    public Future<Optional<Answer.Problem>> expired() {
      return keeper
          .who(token)
          .map(said ->
              switch (said) {
                case Authentication.Known _, Authentication.Unavailable _ -> Optional.empty();
                case Authentication.Unknown _ -> Optional.of(unknown());
              });
    }
  }
}
