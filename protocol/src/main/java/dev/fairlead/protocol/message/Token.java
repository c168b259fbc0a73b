package dev.fairlead.protocol.message;

import dev.fairlead.protocol.object.NamespacedName;

/**
 * Names one attempt at one key. No two attempts ever have the same token: the attempt number grows
 * within an epoch, and epochs of a partition strictly increase.
 */
public record Token(Partition partition, long epoch, NamespacedName key, long attempt) {

  @Override
  public String toString() {
    return partition + "@" + epoch + " " + key + " #" + attempt;
  }
}
