package dev.fairlead.mesh.cluster;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
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
      case SSLException tls -> ofTls(tls);
      case DecoderException wrapped when wrapped.getCause() instanceof SSLException tls ->
          ofTls(tls);
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

  /** What went wrong with a certificate, whose, and what to do. */
  private static String ofTls(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "its certificate has expired (%s); renew it".formatted(cause.getMessage());
      }
      if (cause instanceof CertPathBuilderException) {
        return "its certificate is not signed by mesh.tls.ca; let one authority sign both";
      }
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NotSslRecordException) {
      return "it does not speak TLS; set mesh.tls.enabled on both sides, or on neither";
    }
    if (message.contains("Empty client certificate chain")) {
      return "it shows no certificate; set mesh.tls.certificate there";
    }
    return message.contains("alert")
        ? "it does not accept the certificate of this process (%s); renew it, and let one authority"
                .formatted(message)
            + " sign both"
        : "TLS failed: " + message;
  }
}
