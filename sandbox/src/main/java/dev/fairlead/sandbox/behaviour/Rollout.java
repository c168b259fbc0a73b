package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How many replicas of a Deployment there are: of its present template, and of earlier ones.
 * Immutable.
 *
 * @param old replicas of earlier templates; all of them are available
 * @param fresh replicas of the present template
 * @param available how many of the fresh ones are available
 */
record Rollout(int old, int fresh, int available) {

  /** The template is another: what was available is old, and the rest is given up. */
  Rollout replaced() {
    return new Rollout(old + available, 0, 0);
  }

  /** Makes as many fresh replicas, and keeps as many old ones, as the strategy allows now. */
  Rollout step(Plan plan) {
    if (plan.recreate()) {
      return new Rollout(0, plan.replicas(), Math.min(available, plan.replicas()));
    }
    int keptFresh = Math.min(fresh, plan.replicas());
    int ready = Math.min(available, keptFresh);
    int needed = Math.max(0, plan.replicas() - plan.maxUnavailable() - ready);
    int keptOld = Math.min(old, needed);
    int room = plan.replicas() + plan.maxSurge() - keptOld;
    return new Rollout(keptOld, Math.max(keptFresh, Math.min(plan.replicas(), room)), ready);
  }

  /** The fresh replicas have become ready, and the next ones are made, until all are fresh. */
  Rollout finished(Plan plan) {
    return new Rollout(0, plan.replicas(), plan.replicas());
  }

  int replicas() {
    return old + fresh;
  }

  int allAvailable() {
    return old + available;
  }

  boolean complete(Plan plan) {
    return old == 0 && fresh == plan.replicas() && available == plan.replicas();
  }

  /**
   * What a Deployment's spec asks for.
   *
   * @param maxSurge how many replicas there may be too many meanwhile
   * @param maxUnavailable how many may be missing meanwhile
   */
  record Plan(int replicas, boolean recreate, int maxSurge, int maxUnavailable) {

    static Plan of(ObjectNode deployment) {
      JsonNode spec = deployment.path("spec");
      int replicas = spec.path("replicas").asInt(1);
      boolean recreate = spec.path("strategy").path("type").asText().equals("Recreate");
      JsonNode rolling = spec.path("strategy").path("rollingUpdate");
      int surge = share(rolling.path("maxSurge"), replicas, true);
      int unavailable = share(rolling.path("maxUnavailable"), replicas, false);
      if (recreate) {
        return new Plan(replicas, true, 0, replicas);
      }
      boolean stands = surge == 0 && unavailable == 0;
      return new Plan(replicas, false, surge, stands ? 1 : Math.min(unavailable, replicas));
    }

    /** A number, or a percentage of the replicas; a quarter where nothing is said. */
    private static int share(JsonNode value, int replicas, boolean up) {
      if (value.isInt()) {
        return value.asInt();
      }
      String text = value.asText("25%");
      double part = replicas * Integer.parseInt(text.replace("%", "")) / 100.0;
      return (int) (up ? Math.ceil(part) : Math.floor(part));
    }
  }
}
