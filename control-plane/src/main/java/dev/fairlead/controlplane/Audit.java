package dev.fairlead.controlplane;

import java.util.Locale;

/**
 * What the API server writes to its audit log, one JSON object a line, when a request is answered.
 */
public enum Audit {
  /** There is no audit log. */
  NONE,
  /** Who did what to which object, and with which response code. */
  METADATA,
  /** The body of the request as well. */
  REQUEST;

  String policy() {
    String level = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    return """
    apiVersion: audit.k8s.io/v1
    kind: Policy
    omitStages: [RequestReceived]
    rules:
    - level: %s
    """
        .formatted(level);
  }
}
