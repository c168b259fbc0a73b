package dev.fairlead.reconciler.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapTest {

  private long left;
  private final Heap heap = new Heap(List.of(pool("Tenured Gen", true), pool("Survivor", false)));

  @Test
  void isNearlyFullOnceForEachCollectionThatLeavesItSo() {
    left = 84;
    assertThat(heap.nearlyFull()).isFalse();
    left = 90;
    assertThat(heap.nearlyFull()).isTrue();
    assertThat(heap.nearlyFull()).isFalse();
    left = 91;
    assertThat(heap.nearlyFull()).isTrue();
    left = 50;
    assertThat(heap.nearlyFull()).isFalse();
  }

  @Test
  void thisProcessHasAPoolForWhatLasts() {
    assertThat(Heap.ofThisProcess().pools()).isPositive();
  }

  /** A pool of 100 bytes; what it holds of the young is always all. */
  private MemoryPoolMXBean pool(String name, boolean lasts) {
    return (MemoryPoolMXBean)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MemoryPoolMXBean.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getName" -> name;
                  case "getType" -> MemoryType.HEAP;
                  case "isUsageThresholdSupported" -> lasts;
                  case "isCollectionUsageThresholdSupported" -> true;
                  case "getCollectionUsage" -> new MemoryUsage(0, lasts ? left : 100, 100, 100);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
