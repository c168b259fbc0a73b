package dev.fairlead.protocol.worker;

/**
 * Between which numbers of attempts at once a worker may choose for a controller.
 *
 * @param min however slow everything is, 1 or more
 * @param max however fast everything is
 */
public record Limits(int min, int max) {

  public Limits {
    if (min < 1 || min > max) {
      throw new IllegalArgumentException(
          "limits are 1 or more, the lower first: " + min + ", " + max);
    }
  }

  /** No choice. */
  public static Limits fixed(int count) {
    return new Limits(count, count);
  }

  /** The nearest number that is allowed. */
  int clamp(int wanted) {
    return Math.clamp(wanted, min, max);
  }
}
