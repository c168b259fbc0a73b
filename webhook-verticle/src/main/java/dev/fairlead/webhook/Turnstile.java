package dev.fairlead.webhook;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets requests in while there is room: a number of them, and a number of bytes of their bodies.
 * Others wait outside in order, their bodies unread; too many of them are sent away. A request that
 * needs all the room there is comes in when nobody else is there. Belongs to one thread.
 */
final class Turnstile {

  private record Waiting(long bytes, Runnable admitted) {}

  private final int requestsMax;
  private final long bytesMax;
  private final int waitingMax;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int requests;
  private long bytes;

  Turnstile(int requestsMax, long bytesMax, int waitingMax) {
    this.requestsMax = requestsMax;
    this.bytesMax = bytesMax;
    this.waitingMax = waitingMax;
  }

  /**
   * Runs {@code admitted} at once or later.
   *
   * @return false if it never will, since too many wait
   */
  boolean enter(long size, Runnable admitted) {
    if (waiting.size() >= waitingMax) {
      return false;
    }
    waiting.add(new Waiting(size, admitted));
    admit();
    return true;
  }

  /** One that was let in has left, with all it held. */
  void leave(long size) {
    requests--;
    bytes -= size;
    admit();
  }

  private void admit() {
    while (!waiting.isEmpty() && hasRoom(waiting.getFirst())) {
      Waiting next = waiting.removeFirst();
      requests++;
      bytes += next.bytes();
      next.admitted().run();
    }
  }

  private boolean hasRoom(Waiting next) {
    return requests == 0 || (requests < requestsMax && bytes + next.bytes() <= bytesMax);
  }
}
