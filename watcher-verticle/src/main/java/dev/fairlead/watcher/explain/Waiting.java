package dev.fairlead.watcher.explain;

import java.util.List;

/** What the mesh has an object wait for. */
public sealed interface Waiting extends Cause {

  /**
   * Somebody asked to leave it alone.
   *
   * @param by what asks
   * @param end what would be the end of it
   */
  record Paused(String by, String end) implements Waiting {
    @Override
    public String sentence() {
      return "Paused by " + by + ": nothing is done until " + end;
    }

    @Override
    public String waitingFor() {
      return by + " to be taken off";
    }

    @Override
    public List<String> blockedBy() {
      return List.of(by);
    }
  }

  /** The cache is not complete yet. */
  record NotSynced() implements Waiting {
    @Override
    public String sentence() {
      return "The cache is not complete yet: nothing is reconciled before every declared kind has"
          + " been listed";
    }

    @Override
    public String waitingFor() {
      return "the first lists";
    }
  }

  /**
   * No watcher owns the partition.
   *
   * @param problems what keeps the one that was asked from owning it
   */
  record WaitingForOwner(String partition, List<String> problems) implements Waiting {
    @Override
    public String sentence() {
      return "No watcher owns partition "
          + partition
          + (problems.isEmpty()
              ? " at this moment: whoever takes over looks at it first of all"
              : ": " + problems.getFirst());
    }

    @Override
    public String waitingFor() {
      return "a watcher to own the partition";
    }

    @Override
    public List<String> blockedBy() {
      return problems.isEmpty() ? List.of("Lease " + partition) : problems;
    }
  }

  /** No process runs the controller. */
  record NoWorker(String controller, String waited) implements Waiting {
    @Override
    public String sentence() {
      return "No worker: no process runs controller "
          + controller
          + ", so it has been waiting for "
          + waited
          + "; start one with `run reconciler`";
    }

    @Override
    public String waitingFor() {
      return "a worker";
    }

    @Override
    public List<String> blockedBy() {
      return List.of("no worker");
    }
  }

  /** Every worker has as many attempts as it takes at once, or the key's turn is about to come. */
  record WaitingForCredit(int taken, int credit, String waited, String because) implements Waiting {
    @Override
    public String sentence() {
      return "Waiting for a free worker: "
          + taken
          + " of "
          + credit
          + " slots are taken; it has been due for "
          + waited
          + because;
    }

    @Override
    public String waitingFor() {
      return "a free slot";
    }
  }

  /**
   * The controller's rate allows no more attempts to begin.
   *
   * @param setting where it is set
   * @param partition the share of the whole that this is about
   * @param qps how many a second
   * @param due how many keys wait like this one
   */
  record WaitingForRate(
      String setting, String partition, String qps, int due, String waited, String because)
      implements Waiting {
    @Override
    public String sentence() {
      return "Waiting for its turn: by its rate "
          + partition
          + " begins "
          + qps
          + " attempts a second at most, and "
          + (due == 1 ? "1 object is" : due + " objects are")
          + " due; raise "
          + setting
          + " if that is too slow; it has been due for "
          + waited
          + because;
    }

    @Override
    public String waitingFor() {
      return "its turn";
    }

    @Override
    public List<String> blockedBy() {
      return List.of(setting);
    }
  }

  /** The cache does not show yet what the key wrote. */
  record HeldForOwnWrite(List<String> holds) implements Waiting {
    @Override
    public String sentence() {
      return "Held for its own write: it waits for " + waitingFor();
    }

    @Override
    public String waitingFor() {
      return holds.isEmpty() ? "the cache to show what it wrote" : holds.getFirst();
    }

    @Override
    public List<String> blockedBy() {
      return holds;
    }
  }

  /** An attempt is under way. */
  record Running(String worker, long attempt, String waited, String because) implements Waiting {
    @Override
    public String sentence() {
      return "Being reconciled on " + worker + " for " + waited + because;
    }

    @Override
    public String waitingFor() {
      return "attempt " + attempt + " to end";
    }
  }
}
