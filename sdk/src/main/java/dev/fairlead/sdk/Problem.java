package dev.fairlead.sdk;

/**
 * Why a {@link Desired} cannot be: a mistake of the reconciler, found before anything is written.
 *
 * @param cause what is wrong
 * @param message the cause and the remedy in one line, naming the child
 */
public record Problem(Cause cause, String message) {

  /** The reason of the ready condition and of the Event: {@code InvalidChild}. */
  public String reason() {
    return cause == Cause.WRONG_STATUS ? "InvalidStatus" : "InvalidChild";
  }

  @Override
  public String toString() {
    return message;
  }

  /** What is wrong with a child, or the status. */
  public enum Cause {
    /** A child without a name; generated names cannot be compared with what is there. */
    MISSING_NAME,
    /** A name, label or label value that the API server will not take. */
    INVALID_NAME,
    /** A child outside the primary's namespace, which owner references forbid. */
    OTHER_NAMESPACE,
    /** A child of a kind that no {@link Owns} declares. */
    NOT_OWNED,
    /** The same child twice. */
    DUPLICATE,
    /** Children that wait for each other, or for one that is not desired. */
    ORDER,
    /** A child to be kept that the garbage collector would delete. */
    NOT_KEPT,
    /** A status that is not of the primary's status class. */
    WRONG_STATUS
  }
}
