package dev.fairlead.watcher.explain;

import dev.fairlead.kube.http.Denial;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * What kept the last attempt from doing its work, by its outcome and by the write that was refused:
 * the one whose refusal the outcome repeats.
 */
record LastAttempt(Finished finished, Evidence evidence) {

  /**
   * Empty if it did not fail.
   *
   * @param next what comes after it
   */
  Optional<Cause> cause(String next) {
    return switch (finished.outcome()) {
      case Outcome.Failed(String reason, String message) ->
          Optional.of(
              refused(message, next)
                  .or(() -> byReason(reason, message, next))
                  .orElseGet(() -> new Shortfall.Backoff(reason, message, next)));
      case Outcome.Rejected(String reason, String message) when reason.equals("ImmutableField") ->
          Optional.of(new Shortfall.Rejected(reason, message, next));
      case Outcome.Rejected(String reason, String message) ->
          Optional.of(
              refused(message, next)
                  .or(() -> byReason(reason, message, next))
                  .orElseGet(() -> new Shortfall.Rejected(reason, message, next)));
      case Outcome.RetryAfter(_, String reason) when reason.startsWith("dry run: ") ->
          Optional.of(new Shortfall.RetryAfter(reason, " when anything changes"));
      case Outcome.RetryAfter(_, String reason) ->
          refusal(reason, 429).map(refused -> new Refusal.Throttled(refused.message(), next));
      case Outcome.Stale(ObjectRef conflict, _) -> Optional.of(conflict(conflict, next));
      case Outcome.Done _, Outcome.LookAgain _, Outcome.Abandoned _ -> Optional.empty();
    };
  }

  private Optional<Cause> refused(String message, String next) {
    if (isAdmission(message)) {
      return Optional.of(admission(message, next));
    }
    return refusal(message, 403)
        .map(refused -> forbidden(refused, next))
        .or(() ->
            refusal(message, 429).map(refused -> new Refusal.Throttled(refused.message(), next)))
        .or(() ->
            refusal(message, 422)
                .map(refused -> new Refusal.SchemaRefused(message, next, of(refused.ref()))));
  }

  private Optional<WriteEntry.Refused> refusal(String repeated, int code) {
    return finished.writes().stream()
        .filter(WriteEntry.Refused.class::isInstance)
        .map(WriteEntry.Refused.class::cast)
        .filter(write -> write.code() == code && repeated.contains(write.message()))
        .findFirst();
  }

  private static Cause forbidden(WriteEntry.Refused refused, String next) {
    return Denial.of(refused.message())
        .<Cause>map(denial ->
            new Refusal.MissingPermission(
                "missing permission: "
                    + denial.who()
                    + " may not "
                    + denial.what()
                    + "; grant it by a role; "
                    + next,
                List.of(refused.message())))
        .orElseGet(() -> admission(refused.message(), next));
  }

  /** Quotas, policies and webhooks, whose answers have one code or another. */
  private static boolean isAdmission(String message) {
    return message.contains("exceeded quota")
        || message.contains("admission webhook")
        || message.contains("failed calling webhook")
        || message.contains("ValidatingAdmissionPolicy");
  }

  private static Cause admission(String message, String next) {
    return new Refusal.AdmissionRefused(
        message.replaceFirst("^Not allowed to [^:]*: ", ""), next, List.of(message));
  }

  /** Reasons of Fairlead's own that are a cause of their own. */
  private Optional<Cause> byReason(String reason, String message, String next) {
    return switch (reason) {
      case "DeadlineExceeded" -> Optional.of(new Shortfall.DeadlineExceeded(message, next));
      case "KindNotServed" ->
          Optional.of(new Refusal.KindAbsent(message + "; " + next, List.of(message)));
      case "ApiServerUnreachable" ->
          Optional.of(new Refusal.ApiServerUnreachable(message + "; " + next, List.of(message)));
      case "ControlledByAnother" -> Optional.of(controlledByAnother(message, next));
      default -> Optional.empty();
    };
  }

  /** Says who has what: {@code deployments.apps default/a is controlled by ConfigMap b and …}. */
  private static Cause controlledByAnother(String message, String next) {
    String owner = message.replaceFirst(".* is controlled by (.*?) and is left alone.*", "$1");
    return new Refusal.ConflictWithManager(owner + ": " + message, next, List.of(owner));
  }

  private Cause conflict(ObjectRef ref, String next) {
    Optional<String> rival = evidence.rivals().last(ref);
    return new Refusal.ConflictWithManager(
        rival.map(name -> "manager " + name + ": it").orElse("somebody else, who")
            + " changed "
            + ref
            + " while it was reconciled",
        next,
        rival.map(name -> List.of("manager " + name, ref.toString())).orElseGet(() -> of(ref)));
  }

  private static List<String> of(ObjectRef ref) {
    return List.of(ref.toString());
  }
}
