package dev.fairlead.protocol.time;

/**
 * The one wake-up that a machine has asked for. A machine asks for every time at which it has
 * something to do; only a time before the one already asked for needs a new effect. Waking too
 * early is harmless, so nothing is ever cancelled.
 */
public final class Alarm {

  /** No time: nothing to wake up for. */
  public static final long NEVER = Long.MAX_VALUE;

  private long atMillis = NEVER;

  /** Whether the driver must be asked to wake the machine at this time. */
  public boolean set(long wantedMillis) {
    if (wantedMillis >= atMillis) {
      return false;
    }
    atMillis = wantedMillis;
    return true;
  }

  /**
   * The machine was woken, perhaps too early: it asks again for what is still to come.
   *
   * @return how late the machine is; it has been standing still if that is long
   */
  public long ticked(long nowMillis) {
    long lateMillis = Math.max(0, nowMillis - atMillis);
    atMillis = NEVER;
    return lateMillis;
  }
}
