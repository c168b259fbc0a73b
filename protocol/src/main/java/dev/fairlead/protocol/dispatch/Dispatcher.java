package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.List;
import java.util.Map;

/** The owner of one partition at one epoch. */
public final class Dispatcher {

  /**
   * Creates the owner of a partition whose cache is not synced and that knows no worker.
   *
   * @param caches the cache of every resource that the controller watches; read at the moment of a
   *     decision, so the caller takes a change into the cache first and reports it here second
   */
  public Dispatcher(
      Incarnation owner,
      Partition partition,
      long epoch,
      DispatcherSettings settings,
      Map<GroupVersionResource, Lister> caches) {}

  /** Takes in what happened and answers with what to do. */
  public List<DispatcherEffect> handle(DispatcherInput input, long nowMillis) {
    return List.of();
  }
}
