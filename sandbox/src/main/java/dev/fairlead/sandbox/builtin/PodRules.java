package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Pods. */
final class PodRules {

  static final Rules POD =
      Rules.PLAIN
          .counted()
          .onCreate(PodRules::created)
          .statusKeeps("spec", "metadata.deletionTimestamp", "metadata.ownerReferences")
          .check(it -> PodSpecCheck.spec(it.at("spec")), PodRules::update);

  private static final List<Map.Entry<String, String>> KEPT_ON_TROUBLE =
      List.of(
          Map.entry("node.kubernetes.io/not-ready", "NoExecute"),
          Map.entry("node.kubernetes.io/unreachable", "NoExecute"));

  private PodRules() {}

  private static void created(ObjectNode pod) {
    ObjectNode spec = Json.object(pod, "spec");
    ObjectNode status = pod.putObject("status").put("phase", "Pending");
    status.put("qosClass", qualityOfService(spec));
    if (!spec.has("priority")) {
      spec.put("priority", 0);
    }
    if (!spec.has("preemptionPolicy")) {
      spec.put("preemptionPolicy", "PreemptLowerPriority");
    }
    tolerate(spec);
  }

  /** Pods stay a while on a node that is in trouble. */
  private static void tolerate(ObjectNode spec) {
    ArrayNode tolerations = spec.withArray("tolerations");
    for (Map.Entry<String, String> taint : KEPT_ON_TROUBLE) {
      boolean there =
          Json.objects(tolerations).stream()
              .anyMatch(it ->
                  (it.path("key").asText("").equals(taint.getKey())
                          || (Json.zero(it.path("key"))
                              && it.path("operator").asText().equals("Exists")))
                      && List.of("", taint.getValue()).contains(it.path("effect").asText("")));
      if (!there) {
        tolerations
            .addObject()
            .put("key", taint.getKey())
            .put("operator", "Exists")
            .put("effect", taint.getValue())
            .put("tolerationSeconds", 300);
      }
    }
  }

  private static String qualityOfService(ObjectNode spec) {
    boolean guaranteed = true;
    boolean any = false;
    for (String list : List.of("containers", "initContainers")) {
      for (ObjectNode container : Json.objects(spec.path(list))) {
        for (String resource : List.of("cpu", "memory")) {
          var request = container.path("resources").path("requests").path(resource);
          var limit = container.path("resources").path("limits").path(resource);
          any |= Json.present(request) || Json.present(limit);
          guaranteed &= Json.present(limit) && request.equals(limit);
        }
      }
    }
    return guaranteed ? "Guaranteed" : any ? "Burstable" : "BestEffort";
  }

  private static void update(Check pod, Check old) {
    PodSpecCheck.spec(pod.at("spec"));
    for (String list : List.of("containers", "initContainers")) {
      if (pod.at("spec").at(list).node().size() != old.at("spec").at(list).node().size()) {
        pod.at("spec").at(list).forbidden("pod updates may not add or remove containers");
        return;
      }
    }
    if (!changeable(pod).equals(changeable(old))) {
      pod.at("spec")
          .forbidden(
              "pod updates may not change fields other than `spec.containers[*].image`,"
                  + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`,"
                  + " `spec.tolerations` (only additions to existing"
                  + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if"
                  + " it was previously negative)");
    }
  }

  /** The spec without what a change may touch. */
  private static ObjectNode changeable(Check pod) {
    if (!(pod.node().path("spec") instanceof ObjectNode spec)) {
      return Json.NODES.objectNode();
    }
    ObjectNode rest = spec.deepCopy();
    rest.remove(List.of("activeDeadlineSeconds", "tolerations", "schedulingGates"));
    for (String list : List.of("containers", "initContainers")) {
      Json.objects(rest.path(list)).forEach(it -> it.remove("image"));
    }
    return rest;
  }
}
