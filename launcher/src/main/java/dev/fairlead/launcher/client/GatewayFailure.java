package dev.fairlead.launcher.client;

import java.io.Serial;

/**
 * The gateway could not be asked, or said no. The message is one line with the cause and the
 * remedy.
 */
public final class GatewayFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Creates a failure that is shown as it is.
   *
   * @param type the type of the gateway's problem, a URI; empty where the gateway did not answer
   */
  public GatewayFailure(String message, String type) {
    super(message);
    this.type = type;
  }

  /** Whether the gateway's problem is of this type, by the last part of its URI. */
  public boolean is(String problem) {
    return type.endsWith("/" + problem);
  }
}
