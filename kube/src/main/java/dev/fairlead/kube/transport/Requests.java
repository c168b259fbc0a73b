package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Requests of fabric8 as Vert.x takes them. */
final class Requests {

  private Requests() {}

  /** Where to and what; looks up the name of the server as the JVM does, which may block. */
  static RequestOptions options(Connections connections, StandardHttpRequest request)
      throws UnknownHostException {
    RequestOptions options = new RequestOptions();
    address(options, connections, request.uri());
    options
        .setMethod(HttpMethod.valueOf(request.method()))
        .setFollowRedirects(connections.followRedirects());
    request.headers().forEach((name, values) -> values.forEach(v -> options.addHeader(name, v)));
    if (request.getContentType() != null) {
      options.putHeader(HttpHeaders.CONTENT_TYPE, request.getContentType());
    }
    return options;
  }

  /** The address alone; through a proxy it is the proxy that looks up the name. */
  static void address(RequestOptions options, Connections connections, URI uri)
      throws UnknownHostException {
    boolean tls = uri.getScheme().equals("https") || uri.getScheme().equals("wss");
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    if (!connections.proxied()) {
      options.setServer(
          SocketAddress.inetSocketAddress(
              new InetSocketAddress(InetAddress.getByName(host), port)));
    }
    options.setHost(host).setPort(port).setSsl(tls);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    options.setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }

  static Optional<Buffer> body(StandardHttpRequest request) throws IOException {
    return switch (request.body()) {
      case null -> Optional.empty();
      case StandardHttpRequest.StringBodyContent text ->
          Optional.of(Buffer.buffer(text.getContent()));
      case StandardHttpRequest.ByteArrayBodyContent bytes ->
          Optional.of(Buffer.buffer(bytes.getContent()));
      case StandardHttpRequest.InputStreamBodyContent stream ->
          Optional.of(Buffer.buffer(stream.getContent().readAllBytes()));
      default -> throw new IOException("a body of an unknown kind: " + request.body());
    };
  }
}
