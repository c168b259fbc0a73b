package dev.fairlead.protocol.message;

/**
 * Why a key became due.
 *
 * @param type the kind of trigger
 * @param detail what triggered it in a few words, such as {@code Deployment default/cache changed}
 * @param traceparent the W3C trace context of the trigger; empty if it had none
 */
public record Reason(Type type, String detail, String traceparent) {

  /** What can trigger a reconcile. */
  public enum Type {
    PRIMARY_ADDED,
    PRIMARY_CHANGED,
    PRIMARY_DELETING,
    CHILD_CHANGED,
    CHILD_GONE,
    READ_CHANGED,
    USER_REQUEST,
    RETRY,
    LOOK_AGAIN,
    RESYNC,
    WORKER_LOST,
    RESUMED
  }

  /** A reason without a trace. */
  public static Reason of(Type type, String detail) {
    return new Reason(type, detail, "");
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? type.name() : type + " (" + detail + ")";
  }
}
