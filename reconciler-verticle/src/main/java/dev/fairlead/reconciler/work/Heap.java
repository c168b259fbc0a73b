package dev.fairlead.reconciler.work;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What collections leave of the heap of this process. The use between them says nothing: it grows
 * until the next one, whatever is needed. Not safe for use by several threads.
 */
final class Heap {

  private static final double NEARLY_FULL = 0.85;

  private final List<MemoryPoolMXBean> lasting;
  private final Map<String, Long> seen = new HashMap<>();

  Heap(List<MemoryPoolMXBean> pools) {
    this.lasting = pools.stream().filter(Heap::lasts).toList();
  }

  static Heap ofThisProcess() {
    return new Heap(ManagementFactory.getMemoryPoolMXBeans());
  }

  /** How many pools it looks at. */
  int pools() {
    return lasting.size();
  }

  /** Whether a collection since the last question has left it nearly full. */
  boolean nearlyFull() {
    boolean any = false;
    for (MemoryPoolMXBean pool : lasting) {
      MemoryUsage left = pool.getCollectionUsage();
      Long before = seen.put(pool.getName(), left.getUsed());
      boolean collected = before == null || before != left.getUsed();
      any |= collected && left.getMax() > 0 && left.getUsed() > NEARLY_FULL * left.getMax();
    }
    return any;
  }

  /** Where what survives goes: a threshold makes no sense for the pools of the young. */
  private static boolean lasts(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP
        && pool.isUsageThresholdSupported()
        && pool.isCollectionUsageThresholdSupported();
  }
}
