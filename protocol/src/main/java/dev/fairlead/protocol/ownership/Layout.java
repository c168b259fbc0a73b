package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One way to cut a controller's keys.
 *
 * @param number grows with every change of the cut, from 1
 * @param partitions into how many partitions
 */
public record Layout(int number, int partitions) {

  /** Not cut: so a controller begins, and stays as long as nobody asks for more. */
  public static final Layout WHOLE = new Layout(1, 1);

  /** The first layout of so many partitions that a controller can have. */
  public static Layout cut(int partitions) {
    return partitions == 1 ? WHOLE : WHOLE.next(partitions);
  }

  /** The partitions of a controller under it. */
  public List<Partition> of(String controller) {
    return IntStream.range(0, partitions)
        .mapToObj(one -> new Partition(controller, number, one))
        .toList();
  }

  /** The partition that a key of a controller is in. */
  public Partition partitionOf(String controller, NamespacedName key) {
    return new Partition(controller, number, Partition.numberOf(key, partitions));
  }

  /** The one after it. */
  Layout next(int count) {
    return new Layout(number + 1, count);
  }

  @Override
  public String toString() {
    return "layout "
        + number
        + " ("
        + partitions
        + (partitions == 1 ? " partition)" : " partitions)");
  }
}
