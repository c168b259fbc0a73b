package dev.fairlead.watcher.controller;

import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Layout;
import dev.fairlead.protocol.ownership.Layouts;
import dev.fairlead.watcher.ownership.Cut;
import java.util.List;
import java.util.Optional;

/**
 * Everything is owned here from the start, since no other watcher can be there.
 *
 * @param epoch at which it is
 */
public record OpenAlone(Clocks clocks, long epoch, Cut cut, Spreading spreading)
    implements Opening {

  @Override
  public PartitionWatch open(Partition partition, int of, PartitionWatch.Controller controller) {
    return PartitionWatch.alone(partition, of, controller, clocks, epoch);
  }

  @Override
  public LayoutSource layouts(
      String controller, Layouts layouts, boolean configured, Runnable changed) {
    return new LayoutSource() {
      private Optional<Boolean> paused = Optional.empty();

      @Override
      public void start() {
        layouts.changed(List.of(Layout.cut(cut.partitions(controller))));
        changed.run();
      }

      @Override
      public void look() {}

      @Override
      public Optional<String> problem() {
        return Optional.empty();
      }

      @Override
      public Optional<Boolean> paused() {
        return paused;
      }

      @Override
      public void pause(boolean wanted) {
        paused = Optional.of(wanted);
        changed.run();
      }

      @Override
      public void configured(boolean pausedNow) {}

      @Override
      public void close() {}
    };
  }
}
