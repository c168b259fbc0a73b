package dev.fairlead.protocol.time;

import java.util.Optional;

/**
 * How often something may begin: so many times a second, and so many at once after a pause; client
 * go's QPS and burst.
 *
 * @param qps how many a second, such as 10 or 0.5
 * @param burst how many at once when nothing has begun for long, at least 1
 */
public record RateLimit(double qps, int burst) {

  /**
   * As people say it: no limit where it is 0 a second, and a burst of one second's worth where that
   * is 0.
   */
  public static Optional<RateLimit> of(double qps, int burst) {
    return qps == 0
        ? Optional.empty()
        : Optional.of(new RateLimit(qps, burst == 0 ? (int) Math.ceil(qps) : burst));
  }

  /** What each of so many may do, so that all together do no more; each may do one at least. */
  public RateLimit share(int parts) {
    return new RateLimit(qps / parts, Math.max(1, burst / parts));
  }
}
