package dev.fairlead.launcher.config;

import dev.fairlead.mesh.cluster.Endpoint;
import dev.fairlead.mesh.cluster.Sidecar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.event.Level;

/**
 * All that a process is told, read and checked: what the settings in {@link Schema} mean, and what
 * holds between them, is true of it. Immutable.
 */
public record Configuration(
    Mesh mesh,
    Kubernetes kubernetes,
    Lease lease,
    Dispatch dispatch,
    Controllers controllers,
    Gateway gateway,
    Webhooks webhooks,
    Management management,
    Tracing tracing,
    Logging logging) {

  /** What holds where nothing is said. */
  public static final Configuration DEFAULTS = of(Values.NONE);

  /** How processes find and reach each other. */
  public record Mesh(
      String name,
      List<Endpoint> join,
      Optional<String> serviceDns,
      int busPort,
      int clusterPort,
      Optional<String> host,
      String zone,
      Optional<Tls> tls,
      Sidecar sidecar) {}

  /** The own mutual TLS of the bus, by PEM files. */
  public record Tls(Path certificate, Path key, Path ca) {}

  /** The cluster, and how much of it; no namespaces are all of them. */
  public record Kubernetes(
      Optional<Path> kubeconfig,
      Optional<String> context,
      List<String> namespaces,
      String leaseNamespace) {}

  /** The times of the Leases by which watchers own partitions. */
  public record Lease(Duration duration, Duration renewDeadline, Duration retry) {}

  /** The times of what goes on between owners and workers; without a deadline, as declared. */
  public record Dispatch(
      Duration beat,
      Duration permit,
      Duration writeTimeout,
      Optional<Duration> deadline,
      Duration drain) {}

  /**
   * What is said of controllers.
   *
   * @param all what holds for those of which nothing is said by name
   * @param named what holds for the others, with {@code all} where they say nothing
   */
  public record Controllers(Controller all, Map<String, Controller> named) {

    public Controllers {
      named = Map.copyOf(named);
    }

    /** What holds for a controller. */
    public Controller of(String name) {
      return named.getOrDefault(name, all);
    }
  }

  /** One controller; what is empty is as its class declares it. */
  public record Controller(
      int partitions,
      Workers workers,
      Optional<Duration> resync,
      Backoff backoff,
      Queue queue,
      Rate rate,
      boolean paused) {}

  /** How many attempts may run at a time in a process; without the most, as declared. */
  public record Workers(int min, Optional<Integer> max) {}

  /** How long a key that failed waits: first, and at most. */
  public record Backoff(Duration min, Duration max) {}

  /**
   * The bounds of a controller's queue.
   *
   * @param inFlight attempts at a time, of each partition; empty for what workers take
   * @param overdue how long a key waits, for each priority above its own, until its turn comes
   * @param reasons how many are kept of one key
   */
  public record Queue(Optional<Integer> inFlight, Duration overdue, int reasons) {}

  /** How many attempts may begin, in a second and at once; what is empty is as declared. */
  public record Rate(Optional<Double> qps, Optional<Integer> burst) {}

  /**
   * The gateway. Without a URL, traces cannot be looked at; it has {@code {traceId}} in it. Without
   * a drain, it stops answering as soon as the process is told to end.
   */
  public record Gateway(
      int port, boolean anonymous, Optional<String> traceUrl, Optional<Duration> drain) {}

  /** The server of webhooks, with the directory of {@code tls.crt} and {@code tls.key}. */
  public record Webhooks(int port, Optional<Path> certificateDirectory) {}

  /** The server of health and metrics. */
  public record Management(int port) {}

  /** The share of traces that begin here and are kept; empty for what {@code OTEL_*} says. */
  public record Tracing(Optional<Double> sampling) {}

  /**
   * The log, which goes to standard error without a path, and the directory of the journals, which
   * are not kept without one.
   */
  public record Logging(
      Level level, Format format, Optional<Path> path, long maxSizeBytes, Optional<Path> journal) {}

  /** How a line of the log looks. */
  public enum Format {
    AUTO,
    TEXT,
    JSON
  }

  /** The same on the cluster of a kubeconfig, by its current context. */
  public Configuration onCluster(Path kubeconfig) {
    Kubernetes other =
        new Kubernetes(
            Optional.of(kubeconfig),
            Optional.empty(),
            kubernetes.namespaces(),
            kubernetes.leaseNamespace());
    return new Configuration(
        mesh, other, lease, dispatch, controllers, gateway, webhooks, management, tracing, logging);
  }

  /** The same with the gateway at another port; 0 for any that is free. */
  public Configuration withGatewayPort(int port) {
    Gateway other = new Gateway(port, gateway.anonymous(), gateway.traceUrl(), gateway.drain());
    return new Configuration(
        mesh,
        kubernetes,
        lease,
        dispatch,
        controllers,
        other,
        webhooks,
        management,
        tracing,
        logging);
  }

  /** The same with a gateway that asks nobody for a token. */
  public Configuration withAnonymousGateway() {
    Gateway other = new Gateway(gateway.port(), true, gateway.traceUrl(), gateway.drain());
    return new Configuration(
        mesh,
        kubernetes,
        lease,
        dispatch,
        controllers,
        other,
        webhooks,
        management,
        tracing,
        logging);
  }

  /** The same with traces to be looked at elsewhere. */
  public Configuration withTraceUrl(String url) {
    Gateway other =
        new Gateway(gateway.port(), gateway.anonymous(), Optional.of(url), gateway.drain());
    return new Configuration(
        mesh,
        kubernetes,
        lease,
        dispatch,
        controllers,
        other,
        webhooks,
        management,
        tracing,
        logging);
  }

  /** The same with webhooks served on any port that is free, by these certificates. */
  public Configuration withWebhooks(Path certificateDirectory) {
    Webhooks other = new Webhooks(0, Optional.of(certificateDirectory));
    return new Configuration(
        mesh,
        kubernetes,
        lease,
        dispatch,
        controllers,
        gateway,
        other,
        management,
        tracing,
        logging);
  }

  static Configuration of(Values values) {
    return new Configuration(
        mesh(values),
        new Kubernetes(
            path(values, Schema.KUBERNETES_KUBECONFIG),
            text(values, Schema.KUBERNETES_CONTEXT),
            values.get(Schema.KUBERNETES_NAMESPACES),
            values.get(Schema.KUBERNETES_LEASE_NAMESPACE)),
        new Lease(
            values.get(Schema.LEASE_DURATION),
            values.get(Schema.LEASE_RENEW_DEADLINE),
            values.get(Schema.LEASE_RETRY)),
        new Dispatch(
            values.get(Schema.DISPATCH_BEAT),
            values.get(Schema.DISPATCH_PERMIT),
            values.get(Schema.DISPATCH_WRITE_TIMEOUT),
            values.get(Schema.DISPATCH_DEADLINE),
            values.get(Schema.DISPATCH_DRAIN)),
        controllers(values),
        new Gateway(
            values.get(Schema.GATEWAY_PORT),
            values.get(Schema.GATEWAY_ANONYMOUS),
            text(values, Schema.GATEWAY_TRACE_URL),
            values.get(Schema.GATEWAY_DRAIN)),
        new Webhooks(
            values.get(Schema.WEBHOOKS_PORT), path(values, Schema.WEBHOOKS_CERTIFICATE_DIRECTORY)),
        new Management(values.get(Schema.MANAGEMENT_PORT)),
        new Tracing(values.get(Schema.TRACING_SAMPLING)),
        new Logging(
            values.get(Schema.LOGGING_LEVEL),
            values.get(Schema.LOGGING_FORMAT),
            path(values, Schema.LOGGING_PATH),
            values.get(Schema.LOGGING_MAX_SIZE),
            path(values, Schema.LOGGING_JOURNAL)));
  }

  private static Mesh mesh(Values values) {
    return new Mesh(
        values.get(Schema.MESH_NAME),
        values.get(Schema.MESH_JOIN),
        text(values, Schema.MESH_SERVICE_DNS),
        values.get(Schema.MESH_BUS_PORT),
        values.get(Schema.MESH_CLUSTER_PORT),
        text(values, Schema.MESH_HOST),
        values.get(Schema.MESH_ZONE),
        values.get(Schema.MESH_TLS_ENABLED) ? Optional.of(tls(values)) : Optional.empty(),
        values.get(Schema.MESH_SIDECAR));
  }

  private static Tls tls(Values values) {
    return new Tls(
        Path.of(values.get(Schema.MESH_TLS_CERTIFICATE)),
        Path.of(values.get(Schema.MESH_TLS_KEY)),
        Path.of(values.get(Schema.MESH_TLS_CA)));
  }

  private static Controllers controllers(Values values) {
    Map<String, Controller> named = new TreeMap<>();
    values.controllers().forEach(name -> named.put(name, controller(values, name)));
    return new Controllers(controller(values, Place.ALL), named);
  }

  private static Controller controller(Values values, String name) {
    return new Controller(
        values.get(Schema.PARTITIONS, name),
        new Workers(values.get(Schema.WORKERS_MIN, name), values.get(Schema.WORKERS_MAX, name)),
        values.get(Schema.RESYNC, name),
        new Backoff(values.get(Schema.BACKOFF_MIN, name), values.get(Schema.BACKOFF_MAX, name)),
        new Queue(
            values.get(Schema.QUEUE_IN_FLIGHT, name),
            values.get(Schema.QUEUE_OVERDUE, name),
            values.get(Schema.QUEUE_REASONS, name)),
        new Rate(values.get(Schema.RATE_QPS, name), values.get(Schema.RATE_BURST, name)),
        values.get(Schema.PAUSED, name));
  }

  private static Optional<String> text(Values values, Setting<String> setting) {
    return values.text(setting);
  }

  private static Optional<Path> path(Values values, Setting<String> setting) {
    return text(values, setting).map(Path::of);
  }
}
