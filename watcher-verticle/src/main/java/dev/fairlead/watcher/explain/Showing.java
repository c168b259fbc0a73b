package dev.fairlead.watcher.explain;

import dev.fairlead.sdk.readiness.Readiness;
import java.util.List;

/** What an object and its children show of themselves. */
public sealed interface Showing extends Cause {

  /** A child is not ready. */
  record ChildNotReady(ChildState child, int others) implements Showing {
    @Override
    public String sentence() {
      Readiness readiness = child.readiness();
      return child
          + " is not ready: "
          + Words.unstopped(readiness.why())
          + (readiness.look().isEmpty() ? "" : "; see " + readiness.look())
          + switch (others) {
            case 0 -> "";
            case 1 -> " (and one other child is not ready)";
            default -> " (and " + others + " other children are not ready)";
          };
    }

    @Override
    public String waitingFor() {
      return child + " to become ready";
    }

    @Override
    public List<String> blockedBy() {
      return List.of(child.toString());
    }
  }

  /** The object is on its way out. */
  record Deleting(List<String> finalizers) implements Showing {
    @Override
    public String sentence() {
      return "Being deleted: it is there until "
          + (finalizers.isEmpty()
              ? "all its finalizers are taken off"
              : "its finalizers are taken off: " + String.join(", ", finalizers));
    }

    @Override
    public String waitingFor() {
      return "its finalizers";
    }

    @Override
    public List<String> blockedBy() {
      return finalizers.stream().map(finalizer -> "finalizer " + finalizer).toList();
    }
  }

  /** It says of itself that it is not ready. */
  record NotReady(String why) implements Showing {
    @Override
    public String sentence() {
      return "Not ready by its own status: " + why;
    }

    @Override
    public String waitingFor() {
      return "its status";
    }
  }

  /** Nothing is to be done. */
  record AsDesired(String what) implements Showing {
    @Override
    public String sentence() {
      return what;
    }

    @Override
    public String waitingFor() {
      return "";
    }
  }
}
