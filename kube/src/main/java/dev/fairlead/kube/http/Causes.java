package dev.fairlead.kube.http;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Failures of the network in a few words for people. */
public final class Causes {

  private Causes() {}

  /** What went wrong, in one line. */
  public static String of(Throwable failure) {
    Throwable cause = unwrap(failure);
    for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
      if (deeper instanceof UnresolvedAddressException || deeper instanceof UnknownHostException) {
        return "the host name is unknown";
      }
      if (deeper instanceof SSLHandshakeException) {
        return "the TLS handshake failed: " + deeper.getMessage();
      }
    }
    return switch (cause) {
      case HttpConnectTimeoutException timeout -> "no connection in time";
      case ConnectException refused -> "connection refused";
      case TimeoutException timeout -> "no answer in time";
      case java.net.http.HttpTimeoutException timeout -> "no answer in time";
      case SocketException socket when socket.getMessage() != null -> socket.getMessage();
      default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    };
  }

  /** Whether no connection was made, so that nothing can have been sent. */
  static boolean unsent(Throwable failure) {
    for (Throwable cause = unwrap(failure); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException
          || cause instanceof UnknownHostException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
