package dev.fairlead.bench.work;

import dev.fairlead.bench.BenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Many calls, each on a virtual thread. The answers are when each was acknowledged. */
public final class Load {

  private static final int IN_FLIGHT_MAX = 16;

  private Load() {}

  /** One after the other as fast as they are answered, a few at once. */
  public static long[] asFastAsPossible(int count, IntConsumer call) {
    Semaphore slots = new Semaphore(IN_FLIGHT_MAX);
    return run(
        count,
        number -> slots.acquireUninterruptibly(),
        number -> {
          try {
            call.accept(number);
          } finally {
            slots.release();
          }
        });
  }

  /** Each at its time, however long those before take. */
  static long[] atRate(int count, double perSecond, IntConsumer call) {
    long began = System.nanoTime();
    return run(
        count,
        number -> {
          long due = began + (long) (number * 1e9 / perSecond);
          for (long left; (left = due - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
          }
        },
        call);
  }

  private static long[] run(int count, IntConsumer before, IntConsumer call) {
    long[] acknowledged = new long[count];
    List<Future<?>> calls = new ArrayList<>(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        before.accept(number);
        calls.add(
            threads.submit(() -> {
              call.accept(number);
              acknowledged[number] = System.nanoTime();
            }));
      }
      for (Future<?> each : calls) {
        each.get();
      }
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    } catch (ExecutionException e) {
      throw new BenchException("a call failed: " + e.getCause(), e);
    }
    return acknowledged;
  }
}
