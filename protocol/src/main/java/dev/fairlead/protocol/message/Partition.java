package dev.fairlead.protocol.message;

import dev.fairlead.protocol.object.NamespacedName;
import java.nio.charset.StandardCharsets;

/**
 * A part of a controller's keys that has one owner at a time.
 *
 * @param controller the controller's name
 * @param layout the generation of the controller's cut into partitions
 * @param number the partition within the layout, from 0
 */
public record Partition(String controller, int layout, int number) {

  /** The whole of a controller that is not cut. */
  public static Partition whole(String controller) {
    return new Partition(controller, 1, 0);
  }

  /**
   * In which partition of a layout a key is. Every process of every version must say the same, so
   * it is FNV-1a of 64 bits over the UTF-8 of {@code namespace/name}, modulo the partitions.
   *
   * @param partitions how many the layout has, at least 1
   */
  public static int numberOf(NamespacedName key, int partitions) {
    if (partitions == 1) {
      return 0;
    }
    long hash = 0xcbf29ce484222325L;
    for (byte octet : (key.namespace() + "/" + key.name()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return (int) Long.remainderUnsigned(hash, partitions);
  }

  @Override
  public String toString() {
    return controller + "." + layout + "." + number;
  }
}
