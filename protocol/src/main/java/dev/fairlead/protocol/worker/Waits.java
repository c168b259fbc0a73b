package dev.fairlead.protocol.worker;

/**
 * What an attempt waited for that is not its own: the signs by which a worker knows how much its
 * surroundings bear.
 *
 * @param processorMillis how long it was ready to run before it ran
 * @param answers how many of its writes the API server answered
 * @param answersMillis how long it waited for these answers, all together
 */
public record Waits(long processorMillis, int answers, long answersMillis) {

  /** For nothing. */
  public static final Waits NONE = new Waits(0, 0, 0);

  /** The same with another wait for a processor. */
  public Waits forProcessor(long millis) {
    return new Waits(millis, answers, answersMillis);
  }
}
