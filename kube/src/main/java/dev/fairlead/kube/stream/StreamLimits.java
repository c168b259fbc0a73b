package dev.fairlead.kube.stream;

import java.time.Duration;

/**
 * The limits of streams.
 *
 * @param head how long to wait for the head of an answer
 * @param idle how long a watch may show neither event nor bookmark before it counts as dead;
 *     bookmarks come about once a minute
 * @param watch how long the server keeps a watch open at least; up to twice as long is asked for at
 *     random, so that watches do not end together
 * @param pageSize how many objects a page of a list has
 * @param objectBytesMax how large one object may be
 */
public record StreamLimits(
    Duration head, Duration idle, Duration watch, int pageSize, int objectBytesMax) {

  /** The usual limits. */
  public static final StreamLimits DEFAULT =
      new StreamLimits(
          Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(5), 500, 16 << 20);

  /** The same with another idle limit. */
  public StreamLimits withIdle(Duration limit) {
    return new StreamLimits(head, limit, watch, pageSize, objectBytesMax);
  }

  /** The same with another page size. */
  public StreamLimits withPageSize(int size) {
    return new StreamLimits(head, idle, watch, size, objectBytesMax);
  }

  /** The same with another length of watches. */
  public StreamLimits withWatch(Duration length) {
    return new StreamLimits(head, idle, length, pageSize, objectBytesMax);
  }
}
