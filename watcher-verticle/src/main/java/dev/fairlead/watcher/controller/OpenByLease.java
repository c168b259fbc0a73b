package dev.fairlead.watcher.controller;

import dev.fairlead.kube.lease.LayoutBooks;
import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.LayoutBook;
import dev.fairlead.protocol.ownership.Layouts;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.ownership.Cut;

/** A partition is owned here while its Lease is held; the cut stands in a book. */
public record OpenByLease(
    Clocks clocks,
    PartitionWatch.Contest contest,
    EventLoop loop,
    LayoutBooks books,
    Cut cut,
    Spreading spreading)
    implements Opening {

  @Override
  public PartitionWatch open(Partition partition, int of, PartitionWatch.Controller controller) {
    return PartitionWatch.leased(partition, of, controller, clocks, contest);
  }

  @Override
  public LayoutSource layouts(
      String controller, Layouts layouts, boolean paused, Runnable changed) {
    LayoutBook book = new LayoutBook(layouts, cut.partitions(controller));
    return new BookWatch(controller, book, paused, books, loop, changed);
  }
}
