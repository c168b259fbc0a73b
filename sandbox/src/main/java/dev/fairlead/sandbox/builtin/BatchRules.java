package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.List;

/** Jobs and CronJobs. */
final class BatchRules {

  static final Rules JOB =
      Rules.PLAIN
          .counted()
          .orphaning()
          .onCreate(BatchRules::generateSelector)
          .check(BatchRules::job, BatchRules::jobUpdate);

  static final Rules CRON_JOB =
      Rules.PLAIN
          .counted()
          .check(
              object -> {
                cronJob(object);
                Check name = object.at("metadata.name");
                if (name.text().length() > 52) {
                  name.invalid("must be no more than 52 characters");
                }
              },
              (object, old) -> cronJob(object));

  private static final int INDEXED_PARALLELISM_MAX = 100_000;

  private BatchRules() {}

  /** A job without a selector of its own selects by its uid. */
  private static void generateSelector(ObjectNode job) {
    ObjectNode spec = Json.object(job, "spec");
    if (spec.path("manualSelector").asBoolean()) {
      return;
    }
    String name = Json.at(job, "metadata.name").asText("");
    String uid = Json.at(job, "metadata.uid").asText("");
    boolean sameLabels =
        Json.present(Json.at(job, "metadata.labels"))
            && Json.at(job, "metadata.labels").equals(Json.at(spec, "template.metadata.labels"));
    ObjectNode labels =
        Json.object(Json.object(Json.object(spec, "template"), "metadata"), "labels");
    putAbsent(labels, "job-name", name);
    putAbsent(labels, "batch.kubernetes.io/job-name", name);
    putAbsent(labels, "controller-uid", uid);
    putAbsent(labels, "batch.kubernetes.io/controller-uid", uid);
    if (sameLabels) {
      // In the server a job that took its labels from the template shares them.
      Json.object(job, "metadata").set("labels", labels.deepCopy());
    }
    putAbsent(
        Json.object(Json.object(spec, "selector"), "matchLabels"),
        "batch.kubernetes.io/controller-uid",
        uid);
  }

  private static void putAbsent(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }

  private static void job(Check job) {
    Check spec = job.at("spec");
    spec(spec);
    selector(spec);
  }

  private static void selector(Check spec) {
    Check selector = spec.at("selector");
    if (!selector.present()) {
      selector.required();
    }
    Selectors.check(selector);
    if (Selectors.usable(selector)) {
      Selectors.matching(selector, spec.at("template"));
    }
  }

  private static void spec(Check spec) {
    spec.noneNegative(
        List.of(
            "parallelism",
            "completions",
            "activeDeadlineSeconds",
            "backoffLimit",
            "ttlSecondsAfterFinished",
            "backoffLimitPerIndex",
            "maxFailedIndexes"));
    Check perIndex = spec.at("backoffLimitPerIndex");
    Check failed = spec.at("maxFailedIndexes");
    if (failed.present() && !perIndex.present()) {
      perIndex.required("when maxFailedIndexes is specified");
    }
    Check mode = spec.at("completionMode");
    if (mode.present()) {
      mode.oneOf("NonIndexed", "Indexed");
    }
    if (mode.is("Indexed")) {
      if (!spec.at("completions").present()) {
        spec.at("completions").required("when completion mode is Indexed");
      }
      if (spec.at("parallelism").number() > INDEXED_PARALLELISM_MAX) {
        spec.at("parallelism")
            .invalid(
                "must be less than or equal to %d when completion mode is Indexed"
                    .formatted(INDEXED_PARALLELISM_MAX));
      }
    } else if (!mode.present() || mode.is("NonIndexed")) {
      for (Check indexed : List.of(perIndex, failed)) {
        if (indexed.present()) {
          indexed.invalid("requires indexed completion mode");
        }
      }
    }
    replacement(spec);
    PodSpecCheck.template(spec.at("template"));
    restart(spec);
  }

  private static void replacement(Check spec) {
    Check policy = spec.at("podReplacementPolicy");
    if (policy.present()) {
      if (spec.at("podFailurePolicy").present()) {
        policy.oneOf("Failed");
      } else {
        policy.oneOf("Failed", "TerminatingOrFailed");
      }
    }
  }

  private static void restart(Check spec) {
    Check policy = spec.at("template.spec.restartPolicy");
    if (policy.zero() || policy.is("Always")) {
      policy.required("valid values: \"OnFailure\", \"Never\"");
    } else if (!policy.is("OnFailure") && !policy.is("Never")) {
      policy.notSupported(List.of("OnFailure", "Never"));
    } else if (spec.at("podFailurePolicy").present() && !policy.is("Never")) {
      policy.invalid("only \"Never\" is supported when podFailurePolicy is specified");
    }
  }

  private static void jobUpdate(Check job, Check old) {
    Check spec = job.at("spec");
    Check before = old.at("spec");
    job(job);
    if (!spec.at("completionMode").is("Indexed")) {
      spec.at("completions").immutable(before.at("completions"));
    } else if (spec.at("completions").number() != before.at("completions").number()
        && spec.at("completions").number() != spec.at("parallelism").number()) {
      spec.at("completions").invalid("can only be modified in tandem with spec.parallelism");
    }
    spec.at("selector").immutable(before.at("selector"));
    if (!before.at("suspend").node().asBoolean()) {
      immutableTemplate(spec.at("template"), before.at("template"));
    }
    for (String field :
        List.of(
            "completionMode",
            "podFailurePolicy",
            "backoffLimitPerIndex",
            "managedBy",
            "successPolicy")) {
      spec.at(field).immutable(before.at(field));
    }
  }

  private static void immutableTemplate(Check template, Check old) {
    if (!template.node().equals(old.node())) {
      // The API prints its own struct here, which clients cannot read either.
      template
          .errors()
          .add(
              FieldError.valued(
                  FieldError.Type.INVALID,
                  template.path(),
                  template.node().toString(),
                  "field is immutable"));
    }
  }

  private static void cronJob(Check job) {
    Check spec = job.at("spec");
    Check schedule = spec.at("schedule");
    if (schedule.zero()) {
      schedule.required();
    } else {
      Schedules.fault(schedule.text()).ifPresent(schedule::invalid);
      if (schedule.text().contains("TZ")) {
        schedule.invalid("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
      }
    }
    spec.at("startingDeadlineSeconds").notNegative();
    Check zone = spec.at("timeZone");
    if (zone.present()) {
      Schedules.zoneFault(zone.text()).ifPresent(zone::invalid);
    }
    spec.at("concurrencyPolicy").neededOneOf("Allow", "Forbid", "Replace");
    Check template = spec.at("jobTemplate.spec");
    spec(template);
    if (template.at("selector").present()) {
      template.at("selector").invalid("`selector` will be auto-generated");
    }
    spec.noneNegative(List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit"));
  }
}
