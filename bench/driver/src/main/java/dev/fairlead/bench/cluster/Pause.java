package dev.fairlead.bench.cluster;

import dev.fairlead.bench.BenchException;

/** The pause between two looks at something that is awaited. */
public final class Pause {

  private static final long LOOK_MILLIS = 20;

  private Pause() {}

  /** Between looks. */
  public static void briefly() {
    millis(LOOK_MILLIS);
  }

  /** For a time that is itself measured. */
  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    }
  }
}
