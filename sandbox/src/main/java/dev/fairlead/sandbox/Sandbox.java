package dev.fairlead.sandbox;

import dev.fairlead.sandbox.fault.Faults;
import dev.fairlead.sandbox.http.ApiServer;
import dev.fairlead.sandbox.http.ServerCertificate;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.generated.ChangeRate;
import dev.fairlead.sandbox.store.generated.Template;
import dev.fairlead.sandbox.time.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Kubernetes API server in this process. {@link #start} returns when it serves; {@link #close}
 * ends it and forgets everything. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final SandboxOptions options;
  private final Vertx vertx;
  private final Parts parts;
  private final Optional<ServerCertificate> certificate;
  private final ApiServer server;

  private Sandbox(
      SandboxOptions options,
      Vertx vertx,
      Parts parts,
      Optional<ServerCertificate> certificate,
      ApiServer server) {
    this.options = options;
    this.vertx = vertx;
    this.parts = parts;
    this.certificate = certificate;
    this.server = server;
  }

  /**
   * Starts a sandbox, and waits until it serves.
   *
   * @throws SandboxException if it cannot listen, or cannot write its audit log
   */
  public static Sandbox start(SandboxOptions options) {
    Optional<ServerCertificate> certificate =
        options.tls() ? Optional.of(ServerCertificate.create(Instant.now())) : Optional.empty();
    AtomicInteger port = new AtomicInteger(options.port());
    Parts parts =
        Parts.assemble(
            options,
            certificate.map(ServerCertificate::certificate),
            () -> HOST + ":" + port.get());
    Vertx vertx = Vertx.vertx();
    try {
      ApiServer server =
          await(ApiServer.listen(vertx, listening(options, certificate), parts.handler()));
      port.set(server.port());
      return new Sandbox(options, vertx, parts, certificate, server);
    } catch (CompletionException e) {
      parts.close();
      await(vertx.close());
      throw cannotListen(options, Optional.ofNullable(e.getCause()).orElse(e));
    }
  }

  /** Starts one on any free port. */
  public static Sandbox start() {
    return start(SandboxOptions.defaults());
  }

  private static HttpServerOptions listening(
      SandboxOptions options, Optional<ServerCertificate> certificate) {
    HttpServerOptions http =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(options.port())
            .setMaxHeaderSize(64 << 10)
            .setMaxInitialLineLength(64 << 10)
            .setHandle100ContinueAutomatically(true);
    certificate.ifPresent(it ->
        http.setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(it.certificate()))
                    .addKeyValue(Buffer.buffer(it.key()))));
    return http;
  }

  private static SandboxException cannotListen(SandboxOptions options, Throwable cause) {
    String why =
        cause instanceof BindException
            ? "port %d is in use: choose another, or 0 for any".formatted(options.port())
            : "cannot listen on port %d: %s".formatted(options.port(), cause.getMessage());
    return new SandboxException(why, cause);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** Where it serves, such as {@code http://127.0.0.1:8001}. */
  public String url() {
    return "%s://%s:%d".formatted(options.tls() ? "https" : "http", HOST, server.port());
  }

  /** The bearer token of the administrator. */
  public String adminToken() {
    return options.adminToken();
  }

  /** The text of a kubeconfig for the administrator. */
  public String kubeconfig() {
    return Kubeconfig.text(
        url(), options.adminToken(), certificate.map(ServerCertificate::certificate));
  }

  /** Writes a kubeconfig for the administrator, which only the file's owner can read. */
  public void writeKubeconfig(Path file) throws IOException {
    Kubeconfig.write(file, kubeconfig());
  }

  /** Everything that is stored. */
  public Store store() {
    return parts.store();
  }

  /** Everything that is served. */
  public Kinds kinds() {
    return parts.kinds();
  }

  /** What goes wrong on purpose. */
  public Faults faults() {
    return parts.faults();
  }

  /** What all times and timers follow. */
  public MovableClock clock() {
    return parts.clock();
  }

  /**
   * Fills an empty collection with objects that are made from a template and a seed whenever
   * somebody reads them: they take no memory, however many they are. They can be changed and
   * deleted like others. Namespaces that they need are created. Watches of the collection end.
   *
   * @param template an object of a kind that is served, in YAML or JSON, with the placeholders that
   *     {@link Template} lists. Its name is the beginning of the names, its namespace that of the
   *     namespaces
   * @param namespaces over how many the objects are spread
   * @throws IllegalArgumentException if the template cannot be read, or the API server would refuse
   *     its first object; the message tells why
   * @throws IllegalStateException if the collection is not empty
   */
  public Template generate(String template, int count, int namespaces, long seed) {
    return parts.generation().generate(template, count, namespaces, seed);
  }

  /**
   * Changes generated objects until it is closed.
   *
   * @param objects an answer of {@link #generate}
   * @param seed decides which object is changed when
   */
  public ChangeRate change(Template objects, double perSecond, long seed) {
    return ChangeRate.start(store(), objects, perSecond, seed);
  }

  /** Ends all requests. */
  @Override
  public void close() {
    await(server.close());
    parts.close();
    await(vertx.close());
  }
}
