package dev.fairlead.launcher.process;

import dev.fairlead.kube.http.CallTracer;
import dev.fairlead.mesh.telemetry.TraceSpan;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a call to the API server tells its span, and takes along of it: the headers of the trace,
 * and the span as the name of the call in the server's audit log. Calls that no attempt makes, such
 * as those of a watch, have neither.
 */
final class CallTraces implements CallTracer {

  private static final int REFUSALS = 400;

  @Override
  public Traced begins(String method, URI uri) {
    Optional<TraceSpan> current = TraceSpan.current();
    return current.isEmpty() ? NONE.begins(method, uri) : of(current.get(), method, uri);
  }

  private static Traced of(TraceSpan span, String method, URI uri) {
    Map<String, String> headers = new HashMap<>(span.headers());
    if (!span.isCall()) {
      return () -> headers;
    }
    headers.put("audit-id", span.context().traceparent());
    span.set("http.request.method", method)
        .set("url.full", uri.toString())
        .set("server.address", uri.getHost())
        .set("server.port", port(uri));
    return new Traced() {
      @Override
      public Map<String, String> headers() {
        return headers;
      }

      @Override
      public void ends(int code) {
        if (code > 0) {
          span.set("http.response.status_code", code);
        }
        if (code >= REFUSALS) {
          span.set("error.type", Integer.toString(code)).failed("HTTP " + code);
        }
      }
    };
  }

  private static long port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("http") ? 80 : 443;
  }
}
