package dev.fairlead.protocol.message;

import java.util.Set;

/**
 * A worker's heartbeat to one owner.
 *
 * @param sequence grows with every beat of this worker to this partition
 * @param heard the sequence of the last beat that the owner answered, as far as the worker knows; 0
 *     before the first answer. It shows the owner whether its own messages arrive
 * @param credit how many attempts of the partition the worker is willing to have at once, running,
 *     zombie and unreleased ones included; an absolute number, so that a lost beat loses nothing. 0
 *     where it takes nothing more, whatever it still holds
 * @param inFlight the attempts it holds: running, or finished and not yet released
 * @param load the share of its slots that is taken, 0 to 1
 * @param zone where it runs; empty if unknown
 */
public record Beat(
    Incarnation worker,
    Partition partition,
    long epoch,
    long sequence,
    long heard,
    int credit,
    Set<Token> inFlight,
    double load,
    String zone) {

  public Beat {
    inFlight = Set.copyOf(inFlight);
  }
}
