package dev.fairlead.kube.transport;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CancellationException;

/** Failures of Vert.x as fabric8 and the rest of the JVM know them. */
final class Failures {

  private Failures() {}

  static Throwable of(Throwable failure) {
    return switch (failure) {
      case ConnectTimeoutException late ->
          caused(new HttpConnectTimeoutException(words(late)), late);
      case HttpClosedException closed ->
          new IOException("the server closed the connection", closed);
      case IOException network -> network;
      case CancellationException ended -> ended;
      default -> new IOException(words(failure), failure);
    };
  }

  private static <X extends Throwable> X caused(X failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
