package dev.fairlead.reconciler.write;

import java.util.ArrayList;
import java.util.List;

/** What an attempt would have written. Thread-safe. */
public final class DryRun {

  /** The annotation of a primary that asks for it, with the value {@code "true"}. */
  public static final String ANNOTATION = "fairlead.dev/dry-run";

  private static final int LINES_MAX = 20;

  private final List<String> lines = new ArrayList<>();
  private int more;

  /** Notes a write that the server would have taken. */
  public synchronized void would(String what) {
    if (lines.size() < LINES_MAX) {
      lines.add(what);
    } else {
      more++;
    }
  }

  /** All of it in one line. */
  public synchronized String sentence() {
    String text =
        lines.isEmpty() ? "nothing would be written" : "would " + String.join("; ", lines);
    return more == 0 ? text : text + "; and " + more + " more";
  }
}
