package dev.fairlead.mesh.diagnosis;

import dev.fairlead.protocol.message.Incarnation;
import java.util.List;

/**
 * How a JVM fares at a moment.
 *
 * @param uptimeMillis since it was started
 * @param heap its own memory
 * @param offHeap what it holds beside the heap, by kind
 * @param collectors how often garbage was collected, and how long that took
 * @param threads how many there are; virtual ones are not counted
 * @param deadlocks threads that wait for each other, with what they hold and where they stand
 * @param loops the event loops
 * @param files open file descriptors, and how many there may be; -1 where it is not known
 * @param classes what lives on the heap, the greatest first, where that was asked for
 * @param recording the file in which a recording will be; empty without one
 */
public record Diagnosis(
    Incarnation process,
    long uptimeMillis,
    Memory heap,
    List<Pool> offHeap,
    List<Collector> collectors,
    Threads threads,
    List<String> deadlocks,
    List<Loop> loops,
    Files files,
    List<HeapClass> classes,
    String recording) {

  public Diagnosis {
    offHeap = List.copyOf(offHeap);
    collectors = List.copyOf(collectors);
    deadlocks = List.copyOf(deadlocks);
    loops = List.copyOf(loops);
    classes = List.copyOf(classes);
  }

  /** Memory of one kind. */
  public record Memory(long usedBytes, long committedBytes, long maxBytes) {}

  /** Memory beside the heap. */
  public record Pool(String name, long usedBytes) {}

  /** One collector since the start. */
  public record Collector(String name, long count, long totalMillis) {}

  /** Platform threads. */
  public record Threads(int now, int peak, long startedEver) {}

  /**
   * An event loop.
   *
   * @param turnMillis how long it took to get to something new
   * @param stack where it stands if it did not get to it in time; empty else
   */
  public record Loop(String name, long turnMillis, List<String> stack) {
    public Loop {
      stack = List.copyOf(stack);
    }
  }

  /** File descriptors. */
  public record Files(long open, long max) {}

  /** All objects of a class. */
  public record HeapClass(String name, long instances, long bytes) {}
}
