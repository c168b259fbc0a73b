package dev.fairlead.sandbox.builtin;

import java.util.List;

/** What must hold of probes, and of what they and lifecycle hooks do. */
final class ProbeCheck {

  private ProbeCheck() {}

  /**
   * @param fatal whether the container ends where the probe fails
   */
  static void probe(Check probe, boolean fatal) {
    if (!probe.present()) {
      return;
    }
    handler(probe);
    probe.noneNegative(
        List.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold"));
    Check grace = probe.at("terminationGracePeriodSeconds");
    if (grace.present() && grace.number() <= 0) {
      grace.invalid("must be greater than 0");
    }
    if (fatal && probe.at("successThreshold").number() != 1) {
      probe.at("successThreshold").invalid("must be 1");
    }
    if (!fatal && grace.present()) {
      grace.invalid("must not be set for readinessProbes");
    }
  }

  /** Wrong unless it does exactly one thing. */
  static void handler(Check handler) {
    int handlers = 0;
    for (String kind : List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep")) {
      Check action = handler.at(kind);
      if (!action.present()) {
        continue;
      }
      if (handlers++ > 0) {
        action.forbidden("may not specify more than 1 handler type");
        continue;
      }
      switch (kind) {
        case "exec" -> action.at("command").needed();
        case "httpGet" -> {
          action.at("path").needed();
          action.at("port").portOrName();
          action.at("scheme").oneOf("HTTP", "HTTPS");
        }
        case "tcpSocket" -> action.at("port").portOrName();
        case "grpc" -> action.at("port").portOrName();
        default -> {}
      }
    }
    if (handlers == 0) {
      handler.required("must specify a handler type");
    }
  }
}
