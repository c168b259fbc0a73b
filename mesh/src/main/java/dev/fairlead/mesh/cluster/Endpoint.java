package dev.fairlead.mesh.cluster;

/**
 * Where something listens.
 *
 * @param host an address or a name
 * @param port 0 for any that is free, where somebody is to listen
 */
public record Endpoint(String host, int port) {

  public Endpoint {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("'%s:%d' is no HOST:PORT".formatted(host, port));
    }
  }

  /**
   * Reads {@code HOST:PORT}; an IPv6 address stands in brackets.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        String host = text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        if (brackets || host.indexOf(':') < 0) {
          return new Endpoint(
              brackets ? host.substring(1, host.length() - 1) : host,
              Integer.parseInt(text.substring(colon + 1)));
        }
      }
    } catch (NumberFormatException noPort) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "'%s' is no HOST:PORT; write for example 10.0.0.7:5701 or [fd00::7]:5701".formatted(text));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
