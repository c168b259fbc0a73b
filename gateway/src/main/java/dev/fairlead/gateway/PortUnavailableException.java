package dev.fairlead.gateway;

import java.io.IOException;
import java.net.BindException;

/** The gateway cannot listen on its port; the message is for the user. */
public final class PortUnavailableException extends IOException {

  private PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  static PortUnavailableException of(GatewaySettings settings, Throwable cause) {
    String why =
        cause instanceof BindException && settings.port() != 0
            ? "is in use"
            : "cannot be opened on " + settings.host() + " (" + cause.getMessage() + ")";
    return new PortUnavailableException(
        "port " + settings.port() + " " + why + ": free it or choose another with --port", cause);
  }
}
