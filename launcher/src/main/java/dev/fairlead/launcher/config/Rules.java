package dev.fairlead.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What holds between settings. A rule about a setting whose value is refused is left out: its
 * default would be judged, which nobody gave.
 */
final class Rules {

  private final Values values;
  private final Findings findings;

  private Rules(Values values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  static void check(Values values, Findings findings) {
    new Rules(values, findings).all();
  }

  private void all() {
    shorter(Schema.LEASE_RENEW_DEADLINE, Schema.LEASE_DURATION);
    shorter(Schema.LEASE_RETRY, Schema.LEASE_RENEW_DEADLINE);
    shorter(Schema.DISPATCH_PERMIT, Schema.LEASE_RENEW_DEADLINE);
    shorter(Schema.DISPATCH_WRITE_TIMEOUT, Schema.DISPATCH_PERMIT);
    shorter(Schema.DISPATCH_BEAT, Schema.DISPATCH_PERMIT);
    inOrder(
        Schema.WORKERS_MIN, Schema.WORKERS_MAX, (min, max) -> max.isEmpty() || min <= max.get());
    inOrder(Schema.BACKOFF_MIN, Schema.BACKOFF_MAX, (min, max) -> min.compareTo(max) <= 0);
    if (!findings.refused(Schema.MESH_TLS_ENABLED) && values.get(Schema.MESH_TLS_ENABLED)) {
      Stream.of(Schema.MESH_TLS_CERTIFICATE, Schema.MESH_TLS_KEY, Schema.MESH_TLS_CA)
          .forEach(this::neededForTls);
    }
  }

  private <T extends Comparable<? super T>> void shorter(Setting<T> lower, Setting<T> upper) {
    if (judged(lower, upper) && values.get(lower).compareTo(values.get(upper)) >= 0) {
      broken(Place.of(lower), "must be shorter than", Place.of(upper));
    }
  }

  private <L, U> void inOrder(Setting<L> lower, Setting<U> upper, BiPredicate<L, U> rule) {
    if (!judged(lower, upper)) {
      return;
    }
    List<String> controllers = new ArrayList<>(values.controllers());
    controllers.addFirst(Place.ALL);
    for (String controller : controllers) {
      Place low = new Place(lower, controller);
      Place high = new Place(upper, controller);
      boolean said = controller.equals(Place.ALL) || values.isGiven(low) || values.isGiven(high);
      if (said && !rule.test(values.get(lower, controller), values.get(upper, controller))) {
        broken(low, "must not be above", high);
      }
    }
  }

  private void neededForTls(Setting<String> file) {
    if (!findings.refused(file) && values.get(file).isEmpty()) {
      Given enabled = values.at(Place.of(Schema.MESH_TLS_ENABLED));
      findings.problem(
          Problem.at(
              enabled.origin(),
              "%s is true and needs %s, %s"
                  .formatted(Schema.MESH_TLS_ENABLED, file, file.type().allowed())));
    }
  }

  private boolean judged(Setting<?> one, Setting<?> other) {
    return !findings.refused(one) && !findings.refused(other);
  }

  private void broken(Place low, String rule, Place high) {
    Given lower = values.at(low);
    Given upper = values.at(high);
    Origin nearest = lower.origin() instanceof Origin.Standard ? upper.origin() : lower.origin();
    findings.problem(
        Problem.at(
            nearest,
            "%s %s %s: they are %s (%s) and %s (%s)"
                .formatted(
                    low.path(),
                    rule,
                    high.path(),
                    lower.text(),
                    lower.origin().text(),
                    upper.text(),
                    upper.origin().text())));
  }
}
