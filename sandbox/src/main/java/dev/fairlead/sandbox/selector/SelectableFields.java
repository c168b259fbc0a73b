package dev.fairlead.sandbox.selector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By which fields the objects of a kind can be selected. */
final class SelectableFields {

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  /** Kinds without a word of their own have only the two above, and another message. */
  private static final Map<String, Set<String>> BUILT_IN =
      Map.of(
          "v1/Pod",
          Set.of(
              NAME,
              NAMESPACE,
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "spec.host",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          "v1/Node",
          Set.of(NAME, "spec.unschedulable"),
          "v1/ReplicationController",
          Set.of(NAME, NAMESPACE, "status.replicas"),
          "v1/Namespace",
          Set.of(NAME, "status.phase"),
          "v1/Secret",
          Set.of(NAME, NAMESPACE, "type"),
          "v1/Service",
          Set.of(NAME, NAMESPACE, "spec.clusterIP", "spec.type"),
          "v1/Event",
          Set.of(
              NAME,
              NAMESPACE,
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "events.k8s.io/v1/Event",
          Set.of(
              NAME,
              NAMESPACE,
              "regarding.kind",
              "regarding.namespace",
              "regarding.name",
              "regarding.uid",
              "regarding.apiVersion",
              "regarding.resourceVersion",
              "regarding.fieldPath",
              "reason",
              "reportingController",
              "type"),
          "batch/v1/Job",
          Set.of(NAME, NAMESPACE, "status.successful"),
          "certificates.k8s.io/v1/CertificateSigningRequest",
          Set.of(NAME, "spec.signerName"));

  private SelectableFields() {}

  static void check(Kind kind, String field) throws Rejection {
    Set<String> fields =
        kind.custom()
            ? custom(kind)
            : BUILT_IN.getOrDefault(kind.apiVersion() + "/" + kind.name(), Set.of());
    if (fields.isEmpty()) {
      if (!field.equals(NAME) && !field.equals(NAMESPACE)) {
        throw Status.badRequest(
                "\"%s\" is not a known field selector: only \"%s\", \"%s\""
                    .formatted(field, NAME, NAMESPACE))
            .rejection();
      }
    } else if (!fields.contains(field)) {
      throw Status.badRequest(
              kind.name().equals("Job")
                  ? "field label \"" + field + "\" not supported for Job"
                  : "field label not supported: " + field)
          .rejection();
    }
  }

  private static Set<String> custom(Kind kind) {
    Set<String> fields = new HashSet<>();
    fields.add(NAME);
    if (kind.namespaced()) {
      fields.add(NAMESPACE);
    }
    for (JsonNode selectable : kind.definition().orElseThrow().path("selectableFields")) {
      fields.add(selectable.path("jsonPath").asText().substring(1));
    }
    return fields;
  }

  /** The field's text; empty where the object has none. */
  static String value(JsonNode object, String field) {
    return switch (field) {
      case "spec.host" -> at(object, "spec.nodeName");
      case "status.podIP" -> object.path("status").path("podIPs").path(0).path("ip").asText();
      case "status.podIPs" -> "";
      case "spec.hostNetwork", "spec.unschedulable" -> orElse(at(object, field), "false");
      case "status.replicas" -> orElse(at(object, field), "0");
      case "status.successful" -> orElse(at(object, "status.succeeded"), "0");
      case "source" -> orElse(at(object, "source.component"), at(object, "reportingComponent"));
      default -> at(object, field);
    };
  }

  private static String orElse(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }

  private static String at(JsonNode object, String path) {
    JsonNode value = object;
    for (String step : path.split("\\.", -1)) {
      value = value.path(step);
    }
    return value.asText();
  }
}
