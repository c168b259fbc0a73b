package dev.fairlead.operators.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.launcher.Fairlead;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The operator as its users run it: the main of the jar in a JVM of its own, under what {@code
 * rbac} prints, with its log at the most talkative, a journal, and its traces sent here.
 */
final class OperatorProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("is ready: (http://127\\.0\\.0\\.1:\\d+)");
  private static final String NAMESPACE = "fairlead-system";

  private final Path directory;
  private final HttpServer collector;
  private final ByteArrayOutputStream traces = new ByteArrayOutputStream();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;

  OperatorProcess(ControlPlane controlPlane, KubernetesClient admin, Path directory)
      throws IOException {
    this.directory = directory;
    this.collector = collector();
    install(admin, "{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
    install(admin, printed("crds"));
    install(admin, printed("rbac", "--role", "all"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentGatewayOperator.class.getName(),
                "run",
                "all",
                "--kubeconfig=" + controlPlane.kubeconfigFor(NAMESPACE, "fairlead"),
                "--port=0",
                "--management-port=0")
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
    builder.environment().put("FAIRLEAD_LOGGING_LEVEL", "TRACE");
    builder.environment().put("FAIRLEAD_LOGGING_JOURNAL", directory.resolve("journal").toString());
    builder
        .environment()
        .put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort());
    builder.environment().put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    this.process = builder.start();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> {
          assertThat(process.isAlive()).as(logged()).isTrue();
          return READY.matcher(logged()).find();
        });
  }

  /** What the gateway answers. */
  String ask(String path) {
    try {
      Matcher ready = READY.matcher(Files.readString(log()));
      assertThat(ready.find()).isTrue();
      return http.send(
              HttpRequest.newBuilder(URI.create(ready.group(1) + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The log so far. */
  String logged() throws IOException {
    return Files.readString(log());
  }

  /** The journal so far. */
  String journal() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory.resolve("journal"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** What has been sent to the collector of traces so far. */
  String traces() {
    synchronized (traces) {
      return traces.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private Path log() {
    return directory.resolve("log");
  }

  private HttpServer collector() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          try (InputStream body =
              zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            byte[] bytes = body.readAllBytes();
            synchronized (traces) {
              traces.writeBytes(bytes);
            }
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String printed(String... command) {
    StringWriter out = new StringWriter();
    int code =
        Fairlead.execute(
            command,
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            new PaymentGatewayReconciler());
    assertThat(code).as(List.of(command).toString()).isZero();
    return out.toString();
  }

  private static void install(KubernetesClient admin, String yaml) {
    admin
        .load(new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    } finally {
      process.destroyForcibly();
      collector.stop(0);
    }
  }
}
