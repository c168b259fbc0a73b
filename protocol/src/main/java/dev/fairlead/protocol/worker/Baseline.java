package dev.fairlead.protocol.worker;

/**
 * How long something takes at its best, as far as that was seen lately: the least of the present
 * half minute and of the one before. So what has become slow for good is the measure soon.
 */
final class Baseline {

  private static final long STRETCH_MILLIS = 30_000;

  private long endsMillis = Long.MIN_VALUE;
  private double before = Double.MAX_VALUE;
  private double present = Double.MAX_VALUE;

  /** The least, this value included. */
  double with(double value, long now) {
    if (now >= endsMillis) {
      before = now < endsMillis + STRETCH_MILLIS ? present : Double.MAX_VALUE;
      present = Double.MAX_VALUE;
      endsMillis = now + STRETCH_MILLIS;
    }
    present = Math.min(present, value);
    return Math.min(before, present);
  }
}
