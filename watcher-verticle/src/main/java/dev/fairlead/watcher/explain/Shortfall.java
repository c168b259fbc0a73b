package dev.fairlead.watcher.explain;

/** What the last attempt came to, by its reconciler. */
public sealed interface Shortfall extends Cause {

  /** An attempt took longer than it may. */
  record DeadlineExceeded(String said, String next) implements Shortfall {
    @Override
    public String sentence() {
      return "Deadline exceeded: "
          + Words.unstopped(said)
          + "; make it faster, or raise its deadline; "
          + next;
    }

    @Override
    public String waitingFor() {
      return "the next attempt";
    }
  }

  /** The controller finds that trying again does not help. */
  record Rejected(String reason, String said, String next) implements Shortfall {
    @Override
    public String sentence() {
      return reason + ": " + Words.unstopped(said) + "; " + next;
    }

    @Override
    public String waitingFor() {
      return "a change of the object";
    }
  }

  /** The last attempt failed. */
  record Backoff(String reason, String said, String next) implements Shortfall {
    @Override
    public String sentence() {
      return reason + ": " + Words.unstopped(said) + "; " + next;
    }

    @Override
    public String waitingFor() {
      return "the next attempt";
    }
  }

  /** The controller asked to look again later. */
  record RetryAfter(String reason, String in) implements Shortfall {
    @Override
    public String sentence() {
      return (reason.isEmpty() ? "Not complete yet" : Words.capital(reason))
          + "; it is looked at again"
          + in;
    }

    @Override
    public String waitingFor() {
      return "the next attempt";
    }
  }
}
