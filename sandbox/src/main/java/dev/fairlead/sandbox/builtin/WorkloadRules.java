package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Deployments, ReplicaSets, StatefulSets and DaemonSets. */
final class WorkloadRules {

  static final Rules DEPLOYMENT =
      Rules.PLAIN
          .counted((object, old) ->
              changed("spec", object, old) || changed("metadata.annotations", object, old))
          .statusKeeps("spec", "metadata.labels")
          .check(WorkloadRules::deployment, selected(WorkloadRules::deployment));

  static final Rules REPLICA_SET =
      Rules.PLAIN.counted().check(WorkloadRules::replicaSet, selected(WorkloadRules::replicaSet));

  static final Rules STATEFUL_SET =
      Rules.PLAIN.counted().check(WorkloadRules::statefulSet, WorkloadRules::statefulSetUpdate);

  static final Rules DAEMON_SET =
      Rules.PLAIN
          .counted()
          .onCreate(it -> templateGeneration(it, 1))
          .onUpdate(WorkloadRules::daemonSetUpdate)
          .check(
              WorkloadRules::daemonSet,
              (object, old) -> {
                object.at("spec.selector").immutable(old.at("spec.selector"));
                daemonSet(object);
              });

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private WorkloadRules() {}

  private static boolean changed(String path, ObjectNode object, ObjectNode old) {
    return !Json.at(object, path).equals(Json.at(old, path));
  }

  private static BiConsumer<Check, Check> selected(Consumer<Check> check) {
    return (object, old) -> {
      check.accept(object);
      object.at("spec.selector").immutable(old.at("spec.selector"));
    };
  }

  private static void deployment(Check object) {
    Check spec = object.at("spec");
    spec.at("replicas").notNegative();
    replicas(spec);
    strategy(spec.at("strategy"));
    spec.noneNegative(List.of("minReadySeconds", "revisionHistoryLimit"));
    Check deadline = spec.at("progressDeadlineSeconds");
    if (deadline.present()) {
      deadline.notNegative();
      if (deadline.number() <= spec.at("minReadySeconds").number()) {
        deadline.invalid("must be greater than minReadySeconds");
      }
    }
  }

  private static void replicaSet(Check object) {
    Check spec = object.at("spec");
    spec.noneNegative(List.of("replicas", "minReadySeconds"));
    replicas(spec);
  }

  /** The selector and the template of what keeps a number of pods. */
  private static void replicas(Check spec) {
    Check selector = spec.at("selector");
    Selectors.needed(selector, "deployment");
    if (!Selectors.usable(selector)) {
      selector.invalid("invalid label selector");
      return;
    }
    Check template = spec.at("template");
    if (!selector.present() || !Selectors.empty(selector)) {
      Selectors.matching(selector, template);
    }
    PodSpecCheck.template(template);
    always(template, "ReplicaSet");
  }

  private static void always(Check template, String kind) {
    Check policy = template.at("spec.restartPolicy");
    if (!policy.is("Always")) {
      policy.notSupported(List.of("Always"));
    }
    Check deadline = template.at("spec.activeDeadlineSeconds");
    if (deadline.present()) {
      deadline.forbidden("activeDeadlineSeconds in " + kind + " is not Supported");
    }
  }

  private static void strategy(Check strategy) {
    Check rolling = strategy.at("rollingUpdate");
    switch (strategy.at("type").text()) {
      case "Recreate" -> {
        if (rolling.present()) {
          rolling.forbidden("may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> {
        Check unavailable = rolling.at("maxUnavailable").amountOrPercent();
        Check surge = rolling.at("maxSurge").amountOrPercent();
        if (unavailable.amount() == 0 && surge.amount() == 0) {
          unavailable.invalid("may not be 0 when `maxSurge` is 0");
        }
        unavailable.atMostAll();
      }
      default -> unknown(strategy, "Recreate", "RollingUpdate");
    }
  }

  /** The API shows its own struct, with the names of its fields. */
  private static void unknown(Check strategy, String... supported) {
    strategy
        .errors()
        .add(
            FieldError.valued(
                FieldError.Type.NOT_SUPPORTED,
                strategy.path(),
                Structs.shown(strategy.node(), "type", "rollingUpdate"),
                "supported values: \"%s\"".formatted(String.join("\", \"", supported))));
  }

  private static void daemonSet(Check object) {
    Check spec = object.at("spec");
    Check selector = spec.at("selector");
    Check template = spec.at("template");
    Selectors.check(selector);
    if (Selectors.usable(selector)) {
      Selectors.matching(selector, template);
    }
    if (selector.present() && Selectors.empty(selector)) {
      selector.invalid("empty selector is invalid for daemonset");
    }
    PodSpecCheck.template(template);
    always(template, "DaemonSet");
    spec.at("minReadySeconds").notNegative();
    daemonSetStrategy(spec.at("updateStrategy"));
    spec.at("revisionHistoryLimit").notNegative();
  }

  private static void daemonSetStrategy(Check strategy) {
    switch (strategy.at("type").text()) {
      case "OnDelete" -> {}
      case "RollingUpdate" -> {
        Check unavailable = strategy.at("rollingUpdate.maxUnavailable").amountOrPercent();
        Check surge = strategy.at("rollingUpdate.maxSurge").amountOrPercent();
        unavailable.atMostAll();
        surge.atMostAll();
        if (unavailable.amount() != 0 && surge.amount() != 0) {
          surge.invalid("may not be set when maxUnavailable is non-zero");
        } else if (unavailable.amount() == 0 && surge.amount() == 0) {
          unavailable.required("cannot be 0 when maxSurge is 0");
        }
      }
      default -> unknown(strategy, "RollingUpdate", "OnDelete");
    }
  }

  private static void templateGeneration(ObjectNode object, long generation) {
    Json.object(Json.object(object, "metadata"), "annotations")
        .put(TEMPLATE_GENERATION, Long.toString(generation));
  }

  private static void daemonSetUpdate(ObjectNode object, ObjectNode old) {
    long generation = old.path("metadata").path("annotations").path(TEMPLATE_GENERATION).asLong(1);
    templateGeneration(object, changed("spec.template", object, old) ? generation + 1 : generation);
  }

  private static void statefulSet(Check object) {
    Check spec = object.at("spec");
    statefulSet(spec, true);
  }

  private static void statefulSet(Check spec, boolean named) {
    Check management = spec.at("podManagementPolicy");
    if (!management.is("OrderedReady") && !management.is("Parallel")) {
      management.invalid("must be 'OrderedReady' or 'Parallel'");
    }
    statefulStrategy(spec.at("updateStrategy"));
    for (String when : List.of("whenDeleted", "whenScaled")) {
      spec.at("persistentVolumeClaimRetentionPolicy").at(when).oneOf("Delete", "Retain");
    }
    spec.noneNegative(List.of("replicas", "minReadySeconds", "ordinals.start"));
    Check service = spec.at("serviceName");
    if (named && !service.zero()) {
      service.invalid(Names.dns1123Label(service.text()));
    }
    Check selector = spec.at("selector");
    Selectors.needed(selector, "statefulset");
    Check template = spec.at("template");
    if (!Selectors.usable(selector)) {
      selector.invalid("");
    } else {
      if (!selector.present() || !Selectors.empty(selector)) {
        Selectors.matching(selector, template);
      }
      PodSpecCheck.template(withClaims(template, spec.at("volumeClaimTemplates")));
    }
    always(template, "StatefulSet");
  }

  /** The controller mounts the claims as volumes. */
  private static Check withClaims(Check template, Check claims) {
    if (claims.zero() || !(template.node() instanceof ObjectNode object)) {
      return template;
    }
    ObjectNode copy = object.deepCopy();
    Set<String> names = new TreeSet<>();
    claims.items().forEach(it -> names.add(it.at("metadata.name").text()));
    ObjectNode spec = Json.object(copy, "spec");
    List<ObjectNode> others =
        Json.objects(spec.path("volumes")).stream()
            .filter(it -> !names.contains(it.path("name").asText()))
            .toList();
    ArrayNode volumes = spec.putArray("volumes");
    for (String name : names) {
      volumes
          .addObject()
          .put("name", name)
          .putObject("persistentVolumeClaim")
          .put("claimName", name);
    }
    volumes.addAll(others);
    return template.with(copy);
  }

  private static void statefulStrategy(Check strategy) {
    Check rolling = strategy.at("rollingUpdate");
    switch (strategy.at("type").text()) {
      case "OnDelete" -> {
        if (rolling.present()) {
          rolling.invalid(
              Structs.shown(rolling.node(), "partition", "maxUnavailable"),
              "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case "RollingUpdate" -> {
        rolling.at("partition").notNegative();
        if (rolling.at("maxUnavailable").present()) {
          Check unavailable = rolling.at("maxUnavailable").amountOrPercent();
          if (unavailable.amount() == 0) {
            unavailable.invalid("cannot be 0");
          }
          unavailable.atMostAll();
        }
      }
      default ->
          strategy.invalid(
              Structs.shown(strategy.node(), "type", "rollingUpdate"),
              "must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  private static void statefulSetUpdate(Check object, Check old) {
    statefulSet(object.at("spec"), false);
    ObjectNode rest = rest(object);
    if (!rest.equals(rest(old))) {
      object
          .at("spec")
          .forbidden(
              "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                  + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                  + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }

  private static ObjectNode rest(Check object) {
    return object.node().path("spec") instanceof ObjectNode spec
        ? spec.deepCopy()
            .without(
                List.of(
                    "replicas",
                    "template",
                    "updateStrategy",
                    "minReadySeconds",
                    "ordinals",
                    "revisionHistoryLimit",
                    "persistentVolumeClaimRetentionPolicy"))
        : Json.NODES.objectNode();
  }
}
