package dev.fairlead.watcher.explain;

import java.util.List;

/** What the API server, or the watcher that has the object, does not let be done. */
public sealed interface Refusal extends Cause {

  /** The API server does not serve a kind that the controller needs. */
  record KindAbsent(String what, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return Words.capital(what);
    }

    @Override
    public String waitingFor() {
      return "the kind to be served";
    }
  }

  /** The controller asks Java of its operator, which this watcher does not have. */
  record CodeMissing(String what, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return Words.capital(what);
    }

    @Override
    public String waitingFor() {
      return "a watcher of the operator's own jar";
    }
  }

  /**
   * RBAC forbids reading or writing something.
   *
   * @param what who may not do what, and when it is tried again
   */
  record MissingPermission(String what, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return Words.capital(what);
    }

    @Override
    public String waitingFor() {
      return "the permission";
    }
  }

  /** The API server cannot be reached. */
  record ApiServerUnreachable(String what, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return Words.capital(what);
    }

    @Override
    public String waitingFor() {
      return "the API server";
    }
  }

  /** The API server has too much to do, and asks to wait. */
  record Throttled(String said, String next) implements Refusal {
    @Override
    public String sentence() {
      return "Throttled: the API server has too much to do and asks to wait ("
          + Words.unstopped(said)
          + "); "
          + next;
    }

    @Override
    public String waitingFor() {
      return "the API server to have room";
    }
  }

  /** The API server refuses what is watched, for another reason. */
  record ApiServerRefused(String what, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return Words.capital(what);
    }

    @Override
    public String waitingFor() {
      return "every declared kind to be readable";
    }
  }

  /** The schema of the API server refuses what the controller wants. */
  record SchemaRefused(String said, String next, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return "Refused by the schema: " + Words.unstopped(said) + "; " + next;
    }

    @Override
    public String waitingFor() {
      return "a change of the object";
    }
  }

  /** A quota, a policy or a webhook refuses what the controller wants. */
  record AdmissionRefused(String said, String next, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return "Refused by admission: " + Words.unstopped(said) + "; " + next;
    }

    @Override
    public String waitingFor() {
      return "admission to let it pass";
    }
  }

  /**
   * Somebody else changes what Fairlead writes, or has it.
   *
   * @param what with whom and about what
   */
  record ConflictWithManager(String what, String next, List<String> blockedBy) implements Refusal {
    @Override
    public String sentence() {
      return "Conflict with " + what + "; " + next;
    }

    @Override
    public String waitingFor() {
      return "nobody else to change it";
    }
  }
}
