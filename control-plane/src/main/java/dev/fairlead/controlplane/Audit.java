package dev.fairlead.controlplane;

/**
 * What the API server writes to its audit log, one JSON object a line, when a request is answered.
 */
public enum Audit {
  /** There is no audit log. */
  NONE,
  /** Who did what to which object, and with which response code. */
  METADATA,
  /** The body of the request as well. */
  REQUEST,
  /** The bodies of both the request and the response. */
  REQUEST_RESPONSE;

  String policy() {
    String level =
        switch (this) {
          case NONE -> "None";
          case METADATA -> "Metadata";
          case REQUEST -> "Request";
          case REQUEST_RESPONSE -> "RequestResponse";
        };
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
