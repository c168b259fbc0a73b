package dev.fairlead.launcher.client;

import java.io.Serial;

/**
 * The gateway could not be asked, or said no. The message is one line with the cause and the
 * remedy.
 */
public final class GatewayFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  GatewayFailure(String message) {
    super(message);
  }
}
