package dev.fairlead.acceptance.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether each Memcached has what it asks for, and says so. Pure. */
public final class Converged {

  private static final String IMAGE = "memcached:1.6";

  private Converged() {}

  /**
   * Where it does not.
   *
   * @param primaries Memcacheds as the API server has them
   * @param children Deployments as the API server has them, by name
   */
  public static List<String> violations(List<JsonNode> primaries, Map<String, JsonNode> children) {
    List<String> violations = new ArrayList<>();
    for (JsonNode primary : primaries) {
      String name = primary.path("metadata").path("name").asText();
      JsonNode child = children.get(name);
      if (child == null) {
        violations.add(name + " has no Deployment");
      } else {
        compare(name, primary, child, violations);
      }
      said(name, primary, violations);
    }
    return violations;
  }

  private static void compare(
      String name, JsonNode primary, JsonNode child, List<String> violations) {
    JsonNode owner = child.path("metadata").path("ownerReferences").path(0);
    if (!owner.path("uid").equals(primary.path("metadata").path("uid"))) {
      violations.add("the Deployment of " + name + " is another's");
    }
    int wanted = primary.path("spec").path("replicas").asInt();
    int there = child.path("spec").path("replicas").asInt();
    if (wanted != there) {
      violations.add("%s wants %d replicas and has %d".formatted(name, wanted, there));
    }
    JsonNode pod = child.path("spec").path("template").path("spec");
    if (!pod.path("containers").path(0).path("image").asText().equals(IMAGE)) {
      violations.add("the Deployment of " + name + " has another image");
    }
  }

  private static void said(String name, JsonNode primary, List<String> violations) {
    long generation = primary.path("metadata").path("generation").asLong();
    JsonNode conditions = primary.path("status").path("conditions");
    if (conditions.isEmpty()) {
      violations.add(name + " says nothing of itself");
    }
    for (JsonNode condition : conditions) {
      if (condition.path("observedGeneration").asLong() != generation) {
        violations.add(
            "%s says %s of generation %d, and is at %d"
                .formatted(
                    name,
                    condition.path("type").asText(),
                    condition.path("observedGeneration").asLong(),
                    generation));
      }
    }
  }
}
