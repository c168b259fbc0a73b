package dev.fairlead.sandbox.builtin;

import static dev.fairlead.sandbox.builtin.Json.object;
import static dev.fairlead.sandbox.builtin.Json.present;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** HorizontalPodAutoscalers. */
final class AutoscalerRules {

  static final Rules AUTOSCALER =
      Rules.PLAIN.check(object -> {
        Check spec = object.at("spec");
        limits(spec);
        reference(spec.at("scaleTargetRef"));
        spec.at("metrics").items().forEach(AutoscalerRules::metric);
        for (String way : List.of("scaleUp", "scaleDown")) {
          behavior(spec.at("behavior").at(way));
        }
      });

  private static final int PERIOD_SECONDS = 15;
  private static final int WINDOW_SECONDS_MAX = 3600;
  private static final int PERIOD_SECONDS_MAX = 1800;

  private AutoscalerRules() {}

  /** What is open in a spec of version 2. */
  static void defaults(ObjectNode spec) {
    if (!present(spec.path("minReplicas"))) {
      spec.put("minReplicas", 1);
    }
    if (spec.path("metrics").isEmpty()) {
      ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
      metric
          .putObject("resource")
          .put("name", "cpu")
          .putObject("target")
          .put("type", "Utilization")
          .put("averageUtilization", 80);
    }
    if (spec.get("behavior") instanceof ObjectNode behavior) {
      ObjectNode up = object(behavior, "scaleUp");
      if (!present(up.path("stabilizationWindowSeconds"))) {
        up.put("stabilizationWindowSeconds", 0);
      }
      if (!present(up.path("policies"))) {
        ArrayNode policies = up.putArray("policies");
        policy(policies, "Pods", 4);
        policy(policies, "Percent", 100);
      }
      ObjectNode down = object(behavior, "scaleDown");
      if (!present(down.path("policies"))) {
        policy(down.putArray("policies"), "Percent", 100);
      }
      for (ObjectNode way : List.of(up, down)) {
        if (!present(way.path("selectPolicy"))) {
          way.put("selectPolicy", "Max");
        }
      }
    }
  }

  private static void policy(ArrayNode policies, String type, int value) {
    policies.addObject().put("type", type).put("value", value).put("periodSeconds", PERIOD_SECONDS);
  }

  private static void limits(Check spec) {
    Check min = spec.at("minReplicas");
    Check max = spec.at("maxReplicas");
    if (min.present() && min.number() < 1) {
      min.invalid("must be greater than or equal to 1");
    }
    if (max.number() == 0) {
      max.required("must be set and greater than 0");
    } else if (max.number() < 0) {
      max.invalid("must be greater than or equal to 1");
    }
    if (min.present() && max.number() < min.number()) {
      max.invalid("must be greater than or equal to `minReplicas`");
    }
  }

  private static void reference(Check reference) {
    for (String field : List.of("kind", "name")) {
      Check here = reference.at(field);
      if (here.zero()) {
        here.required();
      } else {
        here.invalid(Formats.pathSegment(here.text()));
      }
    }
  }

  private static void metric(Check metric) {
    Check type = metric.at("type");
    List<String> types = List.of("ContainerResource", "External", "Object", "Pods", "Resource");
    if (type.zero()) {
      type.required("must specify a metric source type");
    }
    if (!types.contains(type.text())) {
      type.notSupported(types);
    }
    if (metric.at("resource").present()) {
      resource(metric.at("resource"));
    }
    if (types.contains(type.text())) {
      String field = Character.toLowerCase(type.text().charAt(0)) + type.text().substring(1);
      if (!metric.at(field).present()) {
        metric.at(field).required("must populate information for the given metric source");
      }
    } else {
      type.notSupported(types);
    }
  }

  private static void resource(Check resource) {
    if (resource.at("name").zero()) {
      resource.at("name").required("must specify a resource name");
    }
    Check target = resource.at("target");
    Check type = target.at("type");
    if (type.zero()) {
      type.required("must specify a metric target type");
    }
    if (!List.of("Utilization", "Value", "AverageValue").contains(type.text())) {
      type.invalid("must be either Utilization, Value, or AverageValue");
    }
    Check utilization = target.at("averageUtilization");
    if (utilization.present() && utilization.number() < 1) {
      utilization.invalid("must be greater than 0");
    }
    boolean value = target.at("averageValue").present();
    if (!utilization.present() && !value) {
      utilization.required("must set either a target raw value or a target utilization");
    }
    if (utilization.present() && value) {
      target
          .at("averageValue")
          .forbidden("may not set both a target raw value and a target utilization");
    }
  }

  private static void behavior(Check rules) {
    if (!rules.present()) {
      return;
    }
    Check window = rules.at("stabilizationWindowSeconds");
    if (window.number() < 0) {
      window.invalid("must be greater than or equal to zero");
    }
    if (window.number() > WINDOW_SECONDS_MAX) {
      window.invalid("must be less than or equal to " + WINDOW_SECONDS_MAX);
    }
    rules.at("selectPolicy").oneOf("Disabled", "Max", "Min");
    if (rules.at("policies").zero()) {
      rules.at("policies").required("must specify at least one Policy");
    }
    for (Check policy : rules.at("policies").items()) {
      policy.at("type").oneOf("Percent", "Pods");
      for (String field : List.of("value", "periodSeconds")) {
        if (policy.at(field).number() <= 0) {
          policy.at(field).invalid("must be greater than zero");
        }
      }
      if (policy.at("periodSeconds").number() > PERIOD_SECONDS_MAX) {
        policy.at("periodSeconds").invalid("must be less than or equal to " + PERIOD_SECONDS_MAX);
      }
    }
  }
}
