package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import java.util.List;

/** The owner of one partition at one epoch. */
public final class Dispatcher {

  /** Creates the owner of a partition whose cache is not synced and that knows no worker. */
  public Dispatcher(
      Incarnation owner, Partition partition, long epoch, DispatcherSettings settings) {}

  /** Takes in what happened and answers with what to do. */
  public List<DispatcherEffect> handle(DispatcherInput input, long nowMillis) {
    return List.of();
  }
}
