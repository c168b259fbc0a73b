package dev.fairlead.launcher.config;

import dev.fairlead.launcher.config.Configuration.Format;
import dev.fairlead.mesh.cluster.Endpoint;
import dev.fairlead.mesh.cluster.Sidecar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/** Every setting there is, in the order in which people are shown them. */
public final class Schema {

  static final String OF_ALL_CONTROLLERS = "controllers.*";

  private static final ValueType<Boolean> FLAG = ValueType.flag();

  private static final ValueType<Duration> DURATION = ValueType.duration();

  /** Nothing leaves it to what the class of the reconciler declares. */
  private static final ValueType<Optional<Duration>> DURATION_OR_DECLARED =
      ValueType.optional(DURATION);

  public static final Setting<String> MESH_NAME =
      fixed(
          "mesh.name",
          ValueType.label(),
          "fairlead",
          "processes with the same name find each other; no others do");
  public static final Setting<List<Endpoint>> MESH_JOIN =
      fixed(
          "mesh.join",
          ValueType.addresses(),
          List.of(),
          "cluster ports of members to join, outside Kubernetes");
  public static final Setting<String> MESH_SERVICE_DNS =
      fixed(
          "mesh.serviceDns",
          ValueType.text(),
          "",
          "headless Service whose Pods are the members, in Kubernetes");
  public static final Setting<Integer> MESH_BUS_PORT =
      fixed("mesh.busPort", ValueType.port(), 5710, "TCP port of the event bus; 0 for any");
  public static final Setting<Integer> MESH_CLUSTER_PORT =
      fixed("mesh.clusterPort", ValueType.port(), 5701, "TCP port of the membership; 0 for any");
  public static final Setting<String> MESH_HOST =
      fixed(
          "mesh.host",
          ValueType.text(),
          "",
          "own address as the other members reach it; empty: found out");
  public static final Setting<String> MESH_ZONE =
      fixed(
          "mesh.zone",
          ValueType.text(),
          "",
          "zone where the process runs; work stays in its zone while a worker there is free");
  public static final Setting<Boolean> MESH_TLS_ENABLED =
      fixed(
          "mesh.tls.enabled",
          FLAG,
          false,
          "mutual TLS between members; not needed behind sidecars");
  public static final Setting<String> MESH_TLS_CERTIFICATE =
      fixed(
          "mesh.tls.certificate",
          ValueType.path(),
          "",
          "PEM file of the own certificate and its chain");
  public static final Setting<String> MESH_TLS_KEY =
      fixed("mesh.tls.key", ValueType.path(), "", "PEM file of the own private key");
  public static final Setting<String> MESH_TLS_CA =
      fixed(
          "mesh.tls.ca",
          ValueType.path(),
          "",
          "PEM file of the authorities that members are trusted by");
  public static final Setting<Sidecar> MESH_SIDECAR =
      fixed(
          "mesh.sidecar",
          ValueType.oneOf(Sidecar.class),
          Sidecar.AUTO,
          "whether a proxy stands between members, so that a refused connection proves no death;"
              + " auto: where one is seen");

  public static final Setting<String> KUBERNETES_KUBECONFIG =
      fixed(
          "kubernetes.kubeconfig",
          ValueType.path(),
          "",
          "file; empty: where kubectl looks, or the Pod's own account");
  public static final Setting<String> KUBERNETES_CONTEXT =
      fixed(
          "kubernetes.context",
          ValueType.text(),
          "",
          "context of the kubeconfig; empty: its current one");
  public static final Setting<List<String>> KUBERNETES_NAMESPACES =
      reloadable(
          "kubernetes.namespaces",
          ValueType.labels(),
          List.of(),
          "namespaces that are watched; empty: all");
  public static final Setting<String> KUBERNETES_LEASE_NAMESPACE =
      fixed(
          "kubernetes.leaseNamespace",
          ValueType.label(),
          "fairlead-system",
          "namespace of the Leases that say who owns what");

  public static final Setting<Duration> LEASE_DURATION =
      fixed(
          "lease.duration",
          ValueType.wholeSeconds(),
          seconds(15),
          "how long a silent owner keeps its partitions; whole seconds");
  public static final Setting<Duration> LEASE_RENEW_DEADLINE =
      fixed(
          "lease.renewDeadline",
          DURATION,
          seconds(10),
          "how long an owner goes on without a renewal");
  public static final Setting<Duration> LEASE_RETRY =
      fixed(
          "lease.retry",
          DURATION,
          seconds(2),
          "from one attempt to acquire or renew a Lease to the next");

  public static final Setting<Duration> DISPATCH_BEAT =
      fixed("dispatch.beat", DURATION, seconds(1), "from one beat of a worker to the next");
  public static final Setting<Duration> DISPATCH_PERMIT =
      fixed(
          "dispatch.permit",
          DURATION,
          seconds(5),
          "how long a worker may write after a beat that was answered");
  public static final Setting<Duration> DISPATCH_WRITE_TIMEOUT =
      fixed(
          "dispatch.writeTimeout",
          DURATION,
          seconds(2),
          "how long a write may take; so much of a permit is left before one");
  public static final Setting<Optional<Duration>> DISPATCH_DEADLINE =
      fixed(
          "dispatch.deadline",
          DURATION_OR_DECLARED,
          Optional.empty(),
          "how long an attempt may take before it is interrupted; empty: as declared, `30s`");
  public static final Setting<Duration> DISPATCH_DRAIN =
      fixed(
          "dispatch.drain",
          DURATION,
          seconds(30),
          "how long attempts may take to end when the process stops");

  public static final Setting<Integer> PARTITIONS =
      fixed(
          "controllers.*.partitions",
          ValueType.count(1, 256),
          1,
          "parts of a controller that have owners of their own, 1 to 256");
  public static final Setting<Integer> WORKERS_MIN =
      reloadable(
          "controllers.*.workers.min",
          ValueType.count(1, 10_000),
          2,
          "attempts at a time in a process, at least, however slow they are");
  public static final Setting<Optional<Integer>> WORKERS_MAX =
      reloadable(
          "controllers.*.workers.max",
          ValueType.optional(ValueType.count(1, 10_000)),
          Optional.empty(),
          "attempts at a time in a process, at most; empty: as declared, `32`");
  public static final Setting<Optional<Duration>> RESYNC =
      reloadable(
          "controllers.*.resync",
          DURATION_OR_DECLARED,
          Optional.empty(),
          "how often every object is looked at without a change; empty: as declared, `5m`");
  public static final Setting<Duration> BACKOFF_MIN =
      reloadable(
          "controllers.*.backoff.min",
          DURATION,
          Duration.ofMillis(5),
          "how long a key waits after its first failure");
  public static final Setting<Duration> BACKOFF_MAX =
      reloadable(
          "controllers.*.backoff.max",
          DURATION,
          seconds(1000),
          "how long a key waits at most; each failure doubles it");
  public static final Setting<Optional<Integer>> QUEUE_IN_FLIGHT =
      reloadable(
          "controllers.*.queue.inFlight",
          ValueType.optional(ValueType.count(1, 100_000)),
          Optional.empty(),
          "attempts at a time in the whole mesh, of each partition; empty: as many as workers"
              + " take");
  public static final Setting<Duration> QUEUE_OVERDUE =
      reloadable(
          "controllers.*.queue.overdue",
          DURATION,
          seconds(10),
          "how long a key waits, for each priority above its own, until its turn comes by age");
  public static final Setting<Integer> QUEUE_REASONS =
      reloadable(
          "controllers.*.queue.reasons",
          ValueType.count(1, 256),
          16,
          "reasons that are kept of one key; what comes together beyond is left out");
  public static final Setting<Optional<Double>> RATE_QPS =
      reloadable(
          "controllers.*.rate.qps",
          ValueType.optional(ValueType.rate()),
          Optional.empty(),
          "attempts that may begin in a second, in the whole mesh; 0: as many as workers take;"
              + " empty: as declared, `0`");
  public static final Setting<Optional<Integer>> RATE_BURST =
      reloadable(
          "controllers.*.rate.burst",
          ValueType.optional(ValueType.count(1, 10_000)),
          Optional.empty(),
          "attempts that may begin at once after a pause; empty: as declared, those of a second");
  public static final Setting<Boolean> PAUSED =
      reloadable(
          "controllers.*.paused",
          FLAG,
          false,
          "objects are watched and queued, and no attempt starts");

  public static final Setting<Integer> GATEWAY_PORT =
      fixed("gateway.port", ValueType.port(), 8080, "TCP port of the gateway; 0 for any");
  public static final Setting<Boolean> GATEWAY_ANONYMOUS =
      fixed(
          "gateway.anonymous",
          FLAG,
          false,
          "callers need no token and may do everything; it then listens on 127.0.0.1 only");
  public static final Setting<String> GATEWAY_TRACE_URL =
      fixed(
          "gateway.traceUrl",
          ValueType.urlWith("{traceId}"),
          "http://localhost:16686/trace/{traceId}",
          "where people look at a trace, with {traceId} in its place; empty: nowhere");

  public static final Setting<Optional<Duration>> GATEWAY_DRAIN =
      fixed(
          "gateway.drain",
          ValueType.optional(DURATION),
          Optional.empty(),
          "how long it goes on answering when the process stops, while others learn that it is not"
              + " ready; empty: not at all");

  public static final Setting<Integer> WEBHOOKS_PORT =
      fixed("webhooks.port", ValueType.port(), 9443, "TCP port of the webhooks; 0 for any");
  public static final Setting<String> WEBHOOKS_CERTIFICATE_DIRECTORY =
      fixed(
          "webhooks.certificateDirectory",
          ValueType.path(),
          "",
          "directory of tls.crt and tls.key, as a Secret is mounted; its files are followed");

  public static final Setting<Integer> MANAGEMENT_PORT =
      fixed(
          "management.port",
          ValueType.port(),
          8081,
          "TCP port of /healthz, /readyz and /metrics; 0 for any");

  public static final Setting<Optional<Double>> TRACING_SAMPLING =
      reloadable(
          "tracing.sampling",
          ValueType.optional(ValueType.share()),
          Optional.empty(),
          "share of the traces that begin here and are kept, 0 to 1; empty: as OTEL_TRACES_SAMPLER"
              + " says");

  public static final Setting<Level> LOGGING_LEVEL =
      reloadable(
          "logging.level",
          ValueType.oneOf(Level.class),
          Level.INFO,
          "the least that is told: ERROR, WARN, INFO, DEBUG or TRACE");
  public static final Setting<Format> LOGGING_FORMAT =
      fixed(
          "logging.format",
          ValueType.oneOf(Format.class),
          Format.AUTO,
          "text, json, or auto: json in a file and where nobody reads along");
  public static final Setting<String> LOGGING_PATH =
      reloadable("logging.path", ValueType.path(), "", "file of the log; empty: standard error");
  public static final Setting<Long> LOGGING_MAX_SIZE =
      reloadable(
          "logging.maxSize",
          ValueType.size(),
          100_000_000L,
          "size at which a new file is begun; four are kept");
  public static final Setting<String> LOGGING_JOURNAL =
      fixed(
          "logging.journal",
          ValueType.path(),
          "",
          "directory where workers note what attempts do and were allowed; empty: nowhere");

  public static final Setting<List<SourceAddress>> CONFIG_SOURCES =
      fixed(
          "config.sources",
          ValueType.sources(),
          List.of(),
          "where more is read, each overruling the file and those before it:"
              + " kubernetes:NAMESPACE/NAME, consul:URL/KEY, vault:URL/PATH");

  private static final List<Setting<?>> ALL =
      List.of(
          MESH_NAME,
          MESH_JOIN,
          MESH_SERVICE_DNS,
          MESH_BUS_PORT,
          MESH_CLUSTER_PORT,
          MESH_HOST,
          MESH_ZONE,
          MESH_TLS_ENABLED,
          MESH_TLS_CERTIFICATE,
          MESH_TLS_KEY,
          MESH_TLS_CA,
          MESH_SIDECAR,
          KUBERNETES_KUBECONFIG,
          KUBERNETES_CONTEXT,
          KUBERNETES_NAMESPACES,
          KUBERNETES_LEASE_NAMESPACE,
          LEASE_DURATION,
          LEASE_RENEW_DEADLINE,
          LEASE_RETRY,
          DISPATCH_BEAT,
          DISPATCH_PERMIT,
          DISPATCH_WRITE_TIMEOUT,
          DISPATCH_DEADLINE,
          DISPATCH_DRAIN,
          PARTITIONS,
          WORKERS_MIN,
          WORKERS_MAX,
          RESYNC,
          BACKOFF_MIN,
          BACKOFF_MAX,
          QUEUE_IN_FLIGHT,
          QUEUE_OVERDUE,
          QUEUE_REASONS,
          RATE_QPS,
          RATE_BURST,
          PAUSED,
          GATEWAY_PORT,
          GATEWAY_ANONYMOUS,
          GATEWAY_TRACE_URL,
          GATEWAY_DRAIN,
          WEBHOOKS_PORT,
          WEBHOOKS_CERTIFICATE_DIRECTORY,
          MANAGEMENT_PORT,
          TRACING_SAMPLING,
          LOGGING_LEVEL,
          LOGGING_FORMAT,
          LOGGING_PATH,
          LOGGING_MAX_SIZE,
          LOGGING_JOURNAL,
          CONFIG_SOURCES);

  private Schema() {}

  /** Every setting. */
  public static List<Setting<?>> settings() {
    return ALL;
  }

  /** The setting with a path. */
  static Optional<Setting<?>> at(String path) {
    return ALL.stream().filter(setting -> setting.path().equals(path)).findFirst();
  }

  /** The names that may stand in a section; none if there is no such section. */
  static List<String> names(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    return ALL.stream()
        .map(Setting::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }

  private static <T> Setting<T> fixed(String path, ValueType<T> type, T standard, String meaning) {
    return new Setting<>(path, type, standard, false, meaning);
  }

  private static <T> Setting<T> reloadable(
      String path, ValueType<T> type, T standard, String meaning) {
    return new Setting<>(path, type, standard, true, meaning);
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }
}
