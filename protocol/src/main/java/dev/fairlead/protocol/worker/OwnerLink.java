package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import java.util.LinkedHashMap;
import java.util.OptionalLong;

/**
 * The owner of one partition, as a worker knows it: whom it has promised what, and when it beat.
 */
final class OwnerLink {

  /** Answers to older beats are too late to be of use. */
  private static final int BEATS_MAX = 16;

  private final LinkedHashMap<Long, Long> sentMillis = new LinkedHashMap<>();
  private Incarnation owner;
  private long epoch;
  private long sequence;
  private long heard;
  private long heardMillis;
  private int credit;

  /**
   * Whether it has answered a beat, or assigned something: else nothing of it can be on its way.
   */
  private boolean permitting;

  /** The first beat that asked for nothing more. */
  private long parting;

  /** Promises an owner its epoch. */
  OwnerLink(Incarnation owner, long epoch, long now) {
    this.owner = owner;
    this.epoch = epoch;
    this.heardMillis = now;
  }

  Incarnation owner() {
    return owner;
  }

  /** The highest epoch promised; never goes down. */
  long epoch() {
    return epoch;
  }

  /** Whether an assignment comes from the owner that was promised, or one that is to come. */
  boolean serves(Assign assign) {
    return assign.token().epoch() > epoch
        || (assign.token().epoch() == epoch && assign.owner().equals(owner));
  }

  /** The sequence of the last beat. */
  long sequence() {
    return sequence;
  }

  /** How many attempts the last beat offered to hold. */
  int credit() {
    return credit;
  }

  /** Whether every beat so far was answered. */
  boolean upToDate() {
    return heard == sequence;
  }

  /** The last beat that the owner answered. */
  long heard() {
    return heard;
  }

  /** Promises a higher epoch, perhaps to another owner; what was sent to the one before is void. */
  void promise(Incarnation newOwner, long higherEpoch) {
    owner = newOwner;
    epoch = higherEpoch;
    permitting = false;
    sentMillis.clear();
  }

  /** The owner said hello: it can be heard. */
  void greeted(long now) {
    heard = sequence;
    heardMillis = now;
  }

  /** A beat is sent now, with this credit. */
  long beat(int offered, long now) {
    credit = offered;
    sequence++;
    sentMillis.putLast(sequence, now);
    if (sentMillis.size() > BEATS_MAX) {
      sentMillis.pollFirstEntry();
    }
    return sequence;
  }

  /** When a beat was sent; empty if that is long ago or cannot be trusted. */
  OptionalLong sentMillis(long beat) {
    Long sent = sentMillis.get(beat);
    return sent == null ? OptionalLong.empty() : OptionalLong.of(sent);
  }

  /** The owner answered a beat; false if it has answered that one or a later one before. */
  boolean answered(long beat, long now) {
    if (beat <= heard) {
      return false;
    }
    heard = beat;
    heardMillis = now;
    permitting = true;
    return true;
  }

  /** The owner was heard, in another way than by an answer to a beat. */
  void heard(long now) {
    heardMillis = now;
    permitting = true;
  }

  /** The last beat asks for nothing more, and so will all that follow. */
  void part() {
    parting = sequence;
  }

  /**
   * Whether nothing can be on its way any more: what it assigned before it heard of the parting
   * came before its answer.
   */
  boolean parted() {
    return !permitting || heard >= parting;
  }

  /** How long nothing was heard. */
  long silentMillis(long now) {
    return now - heardMillis;
  }

  /** No time measured so far can be trusted. */
  void distrustClock() {
    sentMillis.clear();
  }
}
