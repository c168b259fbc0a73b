package dev.fairlead.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console: the page at {@code /} for whoever takes HTML, and what it loads under
 * {@code /console/}. They are a closed list, hold no secrets and are given to everybody; what they
 * show they ask of {@code /api/v1}, as whoever looks at them. Nothing but these files may run in
 * the page, be loaded by it, or frame it. Immutable.
 */
final class Console {

  /** Content Security Policy, level 3, and Trusted Types: no text ever becomes markup or code. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  static final String PAGE = "index.html";

  static final List<String> FILES =
      List.of(
          PAGE,
          "api.js",
          "commands.js",
          "console.css",
          "dialogs.js",
          "dom.js",
          "format.js",
          "icon.svg",
          "keys.js",
          "live.js",
          "main.js",
          "marks.js",
          "plot.js",
          "router.js",
          "samples.js",
          "stream.js",
          "table.js",
          "theme.js",
          "views/concerns.js",
          "views/controller.js",
          "views/controllers.js",
          "views/mesh.js",
          "views/object.js",
          "views/objects.js",
          "views/timeline.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private record StaticFile(String type, Buffer body, String etag) {}

  private final Map<String, StaticFile> files;

  private Console(Map<String, StaticFile> files) {
    this.files = files;
  }

  /** Reads the files of the class path; not on an event loop. */
  static Console load() {
    Map<String, StaticFile> files = new LinkedHashMap<>();
    FILES.forEach(name -> files.put(name, read(name)));
    return new Console(files);
  }

  /** Serves them. Whoever asks for {@code /} and takes no HTML is left to what comes after. */
  void route(Router router) {
    files.forEach((name, file) -> {
      if (name.equals(PAGE)) {
        router.get("/").handler(context -> page(context, file));
        router.head("/").handler(context -> page(context, file));
      } else {
        String path = "/console/" + name;
        router.get(path).handler(context -> send(context.request(), file));
        router.head(path).handler(context -> send(context.request(), file));
        router
            .route(path)
            .handler(context ->
                Responder.send(
                    context.request(),
                    Problems.methodNotAllowed(context.request().method().name(), "GET, HEAD")));
      }
    });
  }

  private static void page(RoutingContext context, StaticFile page) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (accept != null && accept.contains("text/html")) {
      send(context.request(), page);
    } else {
      context.next();
    }
  }

  private static void send(HttpServerRequest request, StaticFile file) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
            .putHeader(HttpHeaders.ETAG, file.etag())
            // It may be kept, but never used without asking: a gateway is upgraded at any time.
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader("content-security-policy", POLICY)
            .putHeader("cross-origin-opener-policy", "same-origin")
            .putHeader("cross-origin-resource-policy", "same-origin")
            .putHeader("referrer-policy", "no-referrer")
            .putHeader("x-content-type-options", "nosniff");
    if (knows(request.getHeader(HttpHeaders.IF_NONE_MATCH), file.etag())) {
      response.setStatusCode(304).end();
    } else {
      response.end(file.body());
    }
  }

  private static boolean knows(@Nullable String etags, String etag) {
    return etags != null && (etags.equals("*") || List.of(etags.split("\\s*,\\s*")).contains(etag));
  }

  private static StaticFile read(String name) {
    try (InputStream in = Console.class.getResourceAsStream("console/" + name)) {
      if (in == null) {
        throw new IllegalStateException("console/" + name + " is missing beside " + Console.class);
      }
      byte[] bytes = in.readAllBytes();
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
      return new StaticFile(type, Buffer.buffer(bytes), etag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Weak, because the same file may travel compressed. */
  private static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 10) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
