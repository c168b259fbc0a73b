package dev.fairlead.sandbox.contract;

import dev.fairlead.sandbox.contract.Exchange.Request;
import dev.fairlead.sandbox.contract.Exchange.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reverse proxy before an API server that notes each exchange in the order of the requests. It
 * speaks plain HTTP on the loopback interface; a caller without credentials is the administrator.
 * Thread-safe.
 */
public final class Recorder implements AutoCloseable {

  /** The header by which a script names its step; not passed on. */
  static final String STEP = "X-Contract-Step";

  private static final int NOT_MODIFIED = 304;
  private static final int STREAMS_MAX = 256;
  private static final int FRAME_MAX_BYTES = 4 << 20;
  private static final Pattern FILLING = Pattern.compile("x{1000,}+");

  /** What belongs to one connection, and what would make bodies unreadable here. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "upgrade",
          "http2-settings",
          "transfer-encoding",
          "content-length",
          "accept-encoding",
          "x-contract-step");

  private final Vertx vertx = Vertx.vertx();
  private final Endpoint endpoint;
  private final HttpClient client;
  private final WebSocketClient sockets;
  private final HttpServer server;
  private final List<Note> notes = new ArrayList<>();

  /** An exchange that may still be going on. */
  private static final class Note {
    private final String step;
    private final Request request;
    private final Buffer body = Buffer.buffer();
    private int status;
    private String contentType = "";
    private List<String> warnings = List.of();

    Note(String step, Request request) {
      this.step = step;
      this.request = request;
    }

    synchronized void head(int code, String type, List<String> warned) {
      status = code;
      contentType = type;
      warnings = List.copyOf(warned);
    }

    synchronized void add(Buffer chunk) {
      body.appendBuffer(chunk);
    }

    synchronized Exchange exchange() {
      return new Exchange(step, request, new Response(status, contentType, warnings, noted(body)));
    }
  }

  /** Starts one on a free port. Blocks until it listens. */
  public static Recorder before(Endpoint endpoint) {
    return new Recorder(endpoint);
  }

  private Recorder(Endpoint endpoint) {
    this.endpoint = endpoint;
    HttpClientOptions options = new HttpClientOptions().setSsl(endpoint.authority().isPresent());
    WebSocketClientOptions socketOptions =
        new WebSocketClientOptions()
            .setSsl(endpoint.authority().isPresent())
            .setMaxConnections(STREAMS_MAX)
            .setMaxFrameSize(FRAME_MAX_BYTES)
            .setMaxMessageSize(FRAME_MAX_BYTES);
    endpoint
        .authority()
        .ifPresent(pem -> {
          PemTrustOptions trust = new PemTrustOptions().addCertPath(pem.toString());
          options.setTrustOptions(trust);
          socketOptions.setTrustOptions(trust);
        });
    this.sockets = vertx.createWebSocketClient(socketOptions);
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(STREAMS_MAX));
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setHost("127.0.0.1"))
            .requestHandler(this::forward)
            .listen(0)
            .await();
  }

  /** Where clients find the server behind it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** What was noted since the last time, streams that still go on included. */
  public List<Exchange> take() {
    synchronized (notes) {
      List<Exchange> taken = notes.stream().map(Note::exchange).toList();
      notes.clear();
      return taken;
    }
  }

  /** Forgets all exchanges of a step: it will be tried again. */
  void forget(String step) {
    synchronized (notes) {
      notes.removeIf(note -> note.step.equals(step));
    }
  }

  private void forward(HttpServerRequest incoming) {
    if ("websocket".equalsIgnoreCase(incoming.getHeader("Upgrade"))) {
      forwardSocket(incoming);
      return;
    }
    incoming.body().onSuccess(body -> forward(incoming, body));
  }

  private void forward(HttpServerRequest incoming, Buffer body) {
    Note note = note(incoming, body);
    client
        .request(outgoing(incoming))
        .compose(outgoing -> {
          incoming.connection().closeHandler(gone -> outgoing.reset());
          return send(outgoing, incoming, body);
        })
        .onSuccess(answer -> relay(answer, incoming.response(), note))
        .onFailure(failure -> incoming.connection().close());
  }

  private Note note(HttpServerRequest incoming, Buffer body) {
    String step = URLDecoder.decode(header(incoming, STEP), StandardCharsets.UTF_8);
    Note note = new Note(step, request(incoming, body));
    synchronized (notes) {
      notes.add(note);
    }
    return note;
  }

  /** Some clients watch over WebSockets: one event a frame. */
  private void forwardSocket(HttpServerRequest incoming) {
    Note note = note(incoming, Buffer.buffer());
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options.setAbsoluteURI(endpoint.uri().toString().replaceFirst("http", "ws") + incoming.uri());
    endpoint.token().ifPresent(token -> options.addHeader("Authorization", "Bearer " + token));
    incoming.pause();
    sockets
        .connect(options)
        .onFailure(refused -> {
          note.head(503, "", List.of());
          incoming.response().setStatusCode(503).end();
        })
        .onSuccess(inner -> {
          inner.pause();
          note.head(101, "", List.of());
          incoming.resume();
          incoming.toWebSocket().onSuccess(outer -> relay(inner, outer, note));
        });
  }

  private static void relay(WebSocket inner, ServerWebSocket outer, Note note) {
    inner.textMessageHandler(event -> {
      note.add(Buffer.buffer(event));
      outer.writeTextMessage(event);
    });
    inner.closeHandler(closed -> outer.close());
    outer.closeHandler(closed -> inner.close());
    inner.resume();
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest outgoing, HttpServerRequest incoming, Buffer body) {
    HttpMethod method = incoming.method();
    return body.length() == 0 && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        ? outgoing.send()
        : outgoing.send(body);
  }

  private static void relay(HttpClientResponse answer, HttpServerResponse outer, Note note) {
    note.head(
        answer.statusCode(),
        Objects.requireNonNullElse(answer.getHeader("Content-Type"), ""),
        answer.headers().getAll("Warning"));
    outer.setStatusCode(answer.statusCode());
    answer
        .headers()
        .forEach(header -> {
          if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            outer.headers().add(header.getKey(), header.getValue());
          }
        });
    if (answer.statusCode() == NOT_MODIFIED) {
      // It has no body, not even an empty one in chunks.
      outer.end();
      return;
    }
    outer.setChunked(true);
    // The head must go out before the first event of a watch.
    outer.writeHead();
    answer.handler(chunk -> {
      note.add(chunk);
      outer.write(chunk);
    });
    answer.exceptionHandler(broken -> outer.reset());
    answer.endHandler(end -> outer.end());
  }

  private RequestOptions outgoing(HttpServerRequest incoming) {
    // What a client has by chance would make answers unreadable here.
    boolean scripted = incoming.getHeader(STEP) != null;
    RequestOptions options =
        new RequestOptions()
            .setMethod(incoming.method())
            .setAbsoluteURI(endpoint.uri() + incoming.uri());
    for (Map.Entry<String, String> header : incoming.headers()) {
      if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))
          && (scripted || !header.getKey().equalsIgnoreCase("If-None-Match"))) {
        options.addHeader(header.getKey(), readable(header.getKey(), header.getValue()));
      }
    }
    if (incoming.getHeader("Authorization") == null) {
      endpoint.token().ifPresent(token -> options.addHeader("Authorization", "Bearer " + token));
    }
    return options;
  }

  /** Who would take JSON too gets JSON, which can be compared. */
  private static String readable(String header, String value) {
    return header.equalsIgnoreCase("Accept")
        ? value.replace("application/vnd.kubernetes.protobuf,", "")
        : value;
  }

  private static Request request(HttpServerRequest incoming, Buffer body) {
    return new Request(
        incoming.method().name(),
        incoming.path(),
        Objects.requireNonNullElse(incoming.query(), ""),
        header(incoming, "Content-Type"),
        header(incoming, "Accept"),
        noted(body));
  }

  /** As text, and short where somebody filled a body up. */
  private static String noted(Buffer body) {
    return FILLING.matcher(body.toString(StandardCharsets.UTF_8)).replaceAll("x…x");
  }

  private static String header(HttpServerRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
