package dev.fairlead.mesh.health;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The checks of one process, by name. Safe for use by many threads. */
public final class HealthChecks {

  /**
   * What a check finds.
   *
   * @param message one line for people: what is awaited where it is not well
   */
  public record Verdict(boolean ok, String message) {

    /** All is well. */
    public static final Verdict OK = new Verdict(true, "ok");

    /** Something is awaited. */
    public static Verdict waiting(String message) {
      return new Verdict(false, message);
    }
  }

  /** A check by its name and what it found. */
  public record Finding(String name, boolean ok, String message) {}

  private final SortedMap<String, Supplier<Verdict>> checks = new ConcurrentSkipListMap<>();

  /** Adds or replaces a check. It is called on any thread, event loops too, and must not block. */
  public void add(String name, Supplier<Verdict> check) {
    checks.put(name, check);
  }

  /** Takes a check away. */
  public void remove(String name) {
    checks.remove(name);
  }

  /** Runs all checks, in the order of their names; one that throws is not well. */
  public List<Finding> findings() {
    return checks.entrySet().stream().map(e -> run(e.getKey(), e.getValue())).toList();
  }

  private static Finding run(String name, Supplier<Verdict> check) {
    try {
      Verdict verdict = check.get();
      return new Finding(name, verdict.ok(), verdict.message());
    } catch (RuntimeException e) {
      return new Finding(name, false, "the check failed: " + e);
    }
  }
}
