package dev.fairlead.protocol.worker;

/**
 * How many attempts of one controller a worker is willing to run at once: it rises while work waits
 * and everything answers well, and falls when something has too much to do. After the congestion
 * control of TCP (RFC 5681): it doubles until the first trouble, rises by one afterwards, and is
 * halved at every trouble.
 *
 * <p>Trouble is a write that the API server refused or did not answer for want of time, answers
 * that take much longer than they did, or memory that stays short after a collection. For a moment
 * after it nothing counts: what was begun before has to end first. Attempts that wait for a
 * processor are no trouble but a sign that more of them at once bring nothing: it rises no more,
 * and goes back by an eighth if they wait long.
 *
 * <p>It is judged by rounds, each as many attempts as may run at once. Between what makes it rise
 * and what makes it fall lies room in which it stays.
 */
final class Concurrency {

  private static final long ROUND_MILLIS = 50;
  private static final long CALM_MILLIS = 1_000;

  /** Attempts that wait less for a processor leave room for others. */
  private static final long ROOM_MILLIS = 20;

  /** Attempts that wait longer for a processor are too many. */
  private static final long CROWD_MILLIS = 100;

  /** The API server is slow if it takes so many times as long as when it was at its best. */
  private static final double SLOWER = 3;

  /** It is not slow below this, however fast it was. */
  private static final double SLOW_MILLIS = 200;

  private final Baseline answers = new Baseline();
  private Limits limits;
  private int limit;
  private int doublesBelow = Integer.MAX_VALUE;
  private long calmUntilMillis = Long.MIN_VALUE;
  private long troubleMillis = Long.MIN_VALUE;
  private Round round = new Round(Long.MIN_VALUE);

  /** What happened since the limit was last judged. */
  private static final class Round {

    final long leastUntilMillis;
    int ended;
    boolean used;
    long processorMillis;
    long answersMillis;
    int answered;

    Round(long leastUntilMillis) {
      this.leastUntilMillis = leastUntilMillis;
    }
  }

  /** Begins with the least. */
  Concurrency(Limits limits) {
    this.limits = limits;
    this.limit = limits.min();
  }

  /** How many it is now. */
  int limit() {
    return limit;
  }

  /** How many it can ever be. */
  int max() {
    return limits.max();
  }

  /** Other limits hold from now on. */
  void limits(Limits other) {
    limits = other;
    limit = limits.clamp(limit);
  }

  /** All that was offered is taken: perhaps work waits. */
  void used() {
    round.used = true;
  }

  /** Memory is short, and a collection has just shown it. */
  void memoryShort(long now) {
    if (now >= calmUntilMillis) {
      halve(now);
    }
  }

  /** An attempt has ended that had started then. */
  void ended(long startedMillis, WorkerInput.AttemptEnded ended, long now) {
    if (now < calmUntilMillis || startedMillis < troubleMillis) {
      return;
    }
    if (ended.overloaded()) {
      halve(now);
      return;
    }
    Waits waits = ended.waits();
    round.ended++;
    round.processorMillis += waits.processorMillis();
    round.answersMillis += waits.answersMillis();
    round.answered += waits.answers();
    if (round.ended >= limit && now >= round.leastUntilMillis) {
      judge(now);
    }
  }

  private void judge(long now) {
    long processor = round.processorMillis / round.ended;
    if (answersAreSlow(now)) {
      halve(now);
      return;
    }
    if (processor > CROWD_MILLIS) {
      limit = limits.clamp(limit - Math.max(1, limit / 8));
      doublesBelow = limit;
    } else if (round.used && processor < ROOM_MILLIS) {
      limit = limits.clamp(limit < doublesBelow ? Math.min(2 * limit, doublesBelow) : limit + 1);
    }
    round = new Round(now + ROUND_MILLIS);
  }

  private boolean answersAreSlow(long now) {
    if (round.answered == 0) {
      return false;
    }
    double mean = (double) round.answersMillis / round.answered;
    return mean > Math.max(SLOW_MILLIS, SLOWER * answers.with(mean, now));
  }

  private void halve(long now) {
    limit = limits.clamp(limit / 2);
    doublesBelow = limit;
    troubleMillis = now;
    calmUntilMillis = now + CALM_MILLIS;
    round = new Round(calmUntilMillis + ROUND_MILLIS);
  }
}
