package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one client and its derived ones, on one event loop. Thread-safe.
 *
 * @param loop where everything happens
 * @param proxied whether a proxy looks up the server's name
 */
record Connections(
    Vertx vertx,
    Context loop,
    HttpClientAgent http,
    WebSocketClient webSockets,
    boolean proxied,
    boolean followRedirects) {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** Each stream and each call under way has one; more wait, and beyond as many again fail. */
  private static final int CONNECTIONS_MAX = 4096;

  /** Shorter than what servers and the load balancers before them give an idle connection. */
  private static final int IDLE_SECONDS_MAX = 30;

  private static final int CHUNK_BYTES_MAX = 64 * 1024;
  private static final int HEADERS_BYTES_MAX = 64 * 1024;

  static Connections open(TransportBuilder builder) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    Optional<ProxyOptions> proxy = proxy(builder);
    HttpClientOptions http =
        configured(new HttpClientOptions(), builder, proxy)
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAliveTimeout(IDLE_SECONDS_MAX)
            .setMaxChunkSize(CHUNK_BYTES_MAX)
            .setMaxHeaderSize(HEADERS_BYTES_MAX);
    WebSocketClientOptions webSockets =
        configured(new WebSocketClientOptions(), builder, proxy)
            .setMaxConnections(CONNECTIONS_MAX)
            // The API server sends whole objects in one frame.
            .setMaxFrameSize(Integer.MAX_VALUE)
            .setMaxMessageSize(Integer.MAX_VALUE);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(CONNECTIONS_MAX);
    return new Connections(
        vertx,
        vertx.getOrCreateContext(),
        vertx.createHttpClient(http, pool),
        vertx.createWebSocketClient(webSockets),
        proxy.isPresent(),
        builder.isFollowRedirects());
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setBlockedThreadCheckInterval(10)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  private static <O extends ClientOptionsBase> O configured(
      O options, TransportBuilder builder, Optional<ProxyOptions> proxy) {
    if (builder.getConnectTimeout() != null) {
      options.setConnectTimeout((int) builder.getConnectTimeout().toMillis());
    }
    proxy.ifPresent(options::setProxyOptions);
    if (builder.getSslContext() != null) {
      secure(options, builder);
    }
    return options;
  }

  private static void secure(ClientOptionsBase options, TransportBuilder builder) {
    options.setSsl(true);
    if (builder.getTrustManagers() != null && builder.getTrustManagers().length > 0) {
      options.setTrustOptions(TrustOptions.wrap(builder.getTrustManagers()[0]));
    }
    if (builder.getKeyManagers() != null) {
      Arrays.stream(builder.getKeyManagers())
          .filter(X509KeyManager.class::isInstance)
          .map(X509KeyManager.class::cast)
          .findFirst()
          .ifPresent(manager -> options.setKeyCertOptions(KeyCertOptions.wrap(manager)));
    }
    if (builder.getTlsVersions() != null && builder.getTlsVersions().length > 0) {
      options.setEnabledSecureTransportProtocols(
          Arrays.stream(builder.getTlsVersions())
              .map(TlsVersion::javaName)
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
    cipherSuites(builder).forEach(options::addEnabledCipherSuite);
  }

  /**
   * What the JDK enables, ChaCha20 first: the quick compiler of the JVM knows no AES instructions,
   * and without them AES-GCM takes four times as long (docs/decisions/014-http-on-vertx.md).
   */
  private static Stream<String> cipherSuites(TransportBuilder builder) {
    return Arrays.stream(builder.getSslContext().getDefaultSSLParameters().getCipherSuites())
        .sorted(Comparator.comparing(suite -> !suite.contains("CHACHA20")));
  }

  private static Optional<ProxyOptions> proxy(TransportBuilder builder) {
    if (builder.getProxyType() == ProxyType.DIRECT || builder.getProxyAddress() == null) {
      return Optional.empty();
    }
    ProxyOptions proxy =
        new ProxyOptions()
            .setHost(builder.getProxyAddress().getHostString())
            .setPort(builder.getProxyAddress().getPort())
            .setType(
                switch (builder.getProxyType()) {
                  case SOCKS4 -> io.vertx.core.net.ProxyType.SOCKS4;
                  case SOCKS5 -> io.vertx.core.net.ProxyType.SOCKS5;
                  case HTTP, DIRECT -> io.vertx.core.net.ProxyType.HTTP;
                });
    String[] known = HttpClientUtils.decodeBasicCredentials(builder.getProxyAuthorization());
    return Optional.of(known == null ? proxy : proxy.setUsername(known[0]).setPassword(known[1]));
  }

  /** Ends every call; does not wait for that. */
  void close() {
    vertx.close().onFailure(failure -> LOG.warn("The HTTP client did not close", failure));
  }
}
