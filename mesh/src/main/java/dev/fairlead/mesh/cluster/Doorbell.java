package dev.fairlead.mesh.cluster;

/**
 * Where a process can be asked whether it is alive. As text, for people and Leases: {@code
 * 10.0.0.7:5701}, or {@code 10.0.0.7:5701+proxy}.
 *
 * @param proxied whether a proxy answers first, so that a refusal says nothing of the process
 */
public record Doorbell(Endpoint endpoint, boolean proxied) {

  private static final String PROXY = "+proxy";

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Doorbell parse(String text) {
    boolean proxied = text.endsWith(PROXY);
    return new Doorbell(
        Endpoint.parse(proxied ? text.substring(0, text.length() - PROXY.length()) : text),
        proxied);
  }

  @Override
  public String toString() {
    return proxied ? endpoint + PROXY : endpoint.toString();
  }
}
