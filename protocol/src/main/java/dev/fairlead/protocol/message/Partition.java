package dev.fairlead.protocol.message;

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

  @Override
  public String toString() {
    return controller + "." + layout + "." + number;
  }
}
