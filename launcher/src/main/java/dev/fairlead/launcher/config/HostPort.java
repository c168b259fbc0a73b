package dev.fairlead.launcher.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP address.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port from 1 to 65535
 */
public record HostPort(String host, int port) {

  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9](?:[A-Za-z0-9.-]*))):([0-9]{1,5})");

  /** Reads {@code HOST:PORT}, with an IPv6 address in brackets. */
  static Optional<HostPort> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(3));
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new HostPort(host, port));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
