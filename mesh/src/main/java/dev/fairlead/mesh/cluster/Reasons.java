package dev.fairlead.mesh.cluster;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Why a connection failed, for people, in a few words. */
final class Reasons {

  private Reasons() {}

  /** Nobody listens, by the word of the host itself or of what stands before it. */
  static boolean refused(Throwable failure) {
    return failure instanceof ConnectException
        && !(failure instanceof NoRouteToHostException)
        && String.valueOf(failure.getMessage()).contains("refused");
  }

  static String of(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "unknown";
      case UnknownHostException _ -> "the name cannot be resolved";
      case NoRouteToHostException _ -> "no route to the host";
      case ConnectException refused when refused(refused) -> "refused the connection";
      case ConnectException _ -> "did not answer in time";
      default -> {
        String message = failure.getMessage();
        yield message == null ? failure.getClass().getSimpleName() : message;
      }
    };
  }
}
