package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The head of an answer; the body comes when it is asked for. */
record Head(int code, MultiMap all, AsyncBody body, HttpRequest request)
    implements HttpResponse<AsyncBody> {

  Head(HttpClientResponse response, AsyncBody body, HttpRequest request) {
    this(response.statusCode(), response.headers(), body, request);
  }

  @Override
  public List<String> headers(String name) {
    return all.getAll(name);
  }

  @Override
  public Map<String, List<String>> headers() {
    return map(all);
  }

  @Override
  public Optional<HttpResponse<?>> previousResponse() {
    return Optional.empty();
  }

  static Map<String, List<String>> map(MultiMap headers) {
    Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.names().forEach(name -> map.put(name, headers.getAll(name)));
    return map;
  }
}
