package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import java.util.Optional;

/** What an answer of the API server means for an attempt. Pure. */
final class Refusals {

  private static final Duration THROTTLED = Duration.ofSeconds(1);

  private Refusals() {}

  /**
   * The outcome of a write; empty if it went well.
   *
   * @param seen the version that the write was based on; none for a creation
   */
  static Optional<Outcome> outcome(ObjectRef ref, ResourceVersion seen, WriteResult result) {
    return switch (result) {
      case WriteResult.Written written -> Optional.empty();
      case WriteResult.Deleted deleted -> Optional.empty();
      case WriteResult.Conflict conflict -> Optional.of(new Outcome.Stale(ref, seen));
      case WriteResult.AlreadyExists exists -> Optional.of(new Outcome.Stale(ref, seen));
      case WriteResult.NotFound(String message) -> failed("NotFound", ref + ": " + message);
      case WriteResult.Invalid(String message, var causes) ->
          Optional.of(new Outcome.Rejected("Invalid", message));
      case WriteResult.Forbidden forbidden -> failed("Forbidden", forbidden(forbidden));
      case WriteResult.Throttled(Optional<Duration> after, String message) ->
          Optional.of(
              new Outcome.RetryAfter(
                  after.orElse(THROTTLED).toMillis(), "the API server is overloaded: " + message));
      case WriteResult.Unreachable(String cause) ->
          failed("ApiServerUnreachable", "The API server cannot be reached: " + cause);
      case WriteResult.Unanswered(String cause) ->
          failed("NoAnswer", "The API server did not answer the write of " + ref + ": " + cause);
      case WriteResult.Failed(int code, String message) ->
          failed("Refused", ref + ": " + code + " " + message);
    };
  }

  /** Whether other writes of the attempt would fare the same, so that they are better not made. */
  static boolean endsAttempt(WriteResult result) {
    return result instanceof WriteResult.Throttled
        || result instanceof WriteResult.Unreachable
        || result instanceof WriteResult.Unanswered;
  }

  /** Who may not do what where, and what helps. */
  static String forbidden(WriteResult.Forbidden forbidden) {
    String resource =
        forbidden.subresource().isEmpty()
            ? forbidden.resource().qualified()
            : forbidden.resource().resource()
                + "/"
                + forbidden.subresource()
                + (forbidden.resource().group().isEmpty()
                    ? ""
                    : "." + forbidden.resource().group());
    return "Not allowed to %s %s %s: %s"
        .formatted(
            forbidden.verb(),
            resource,
            forbidden.namespace().isEmpty()
                ? "in the cluster"
                : "in namespace " + forbidden.namespace(),
            forbidden.message());
  }

  private static Optional<Outcome> failed(String reason, String message) {
    return Optional.of(new Outcome.Failed(reason, message));
  }
}
