package dev.fairlead.protocol.status;

/**
 * A condition as it stands in an object's status. It may be anybody's, so nothing is checked here,
 * and texts are kept to the letter.
 *
 * @param type the aspect
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason why, for programs; may be empty
 * @param message why, for people; may be empty
 * @param observedGeneration the generation it was said of, 0 where that is unknown
 * @param lastTransitionTime since when the status is what it is, in RFC 3339; may be empty
 */
public record ReportedCondition(
    String type,
    String status,
    String reason,
    String message,
    long observedGeneration,
    String lastTransitionTime) {

  /** Whether its status is {@code True}. */
  public boolean isTrue() {
    return status.equals(Condition.Status.TRUE.toString());
  }
}
