package dev.fairlead.bench.cluster;

/**
 * A kind of call, as the API server counts it.
 *
 * @param verb such as {@code POST}, {@code APPLY}, {@code WATCH}
 * @param resource such as {@code deployments}; {@code memcacheds/status} for a subresource
 * @param code the HTTP status
 */
public record Call(String verb, String resource, int code) {

  /** Whether it writes. */
  public boolean writes() {
    return switch (verb) {
      case "GET", "LIST", "WATCH" -> false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return "%s %s %d".formatted(verb, resource, code);
  }
}
