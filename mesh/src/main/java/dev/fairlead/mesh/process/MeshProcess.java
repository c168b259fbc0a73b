package dev.fairlead.mesh.process;

import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.Cluster;
import dev.fairlead.mesh.cluster.ClusterFailure;
import dev.fairlead.mesh.cluster.ClusterSettings;
import dev.fairlead.mesh.cluster.Member;
import dev.fairlead.mesh.cluster.Membership;
import dev.fairlead.mesh.cluster.Probe;
import dev.fairlead.mesh.health.HealthChecks;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of a mesh from its start to its end. Closing it undeploys what runs on its Vert.x and
 * waits for that, thirty seconds at most, so it must not be closed from an event loop.
 *
 * @param mesh the name of the mesh
 * @param host the host's name, for people
 */
public record MeshProcess(
    String mesh,
    Incarnation incarnation,
    String host,
    String version,
    Vertx vertx,
    MeshBus bus,
    Telemetry telemetry,
    HealthChecks readiness,
    Timekeeper time,
    Membership membership,
    Probe probe)
    implements AutoCloseable {

  /**
   * Starts a process that is a mesh of its own.
   *
   * @param version the version of the program
   * @param environment the variables of the process, for telemetry
   */
  public static MeshProcess start(String mesh, String version, Map<String, String> environment) {
    return start(mesh, version, environment, Timekeeper.system());
  }

  /**
   * Starts a process that is a mesh of its own, at a time of its own.
   *
   * @param version the version of the program
   * @param environment the variables of the process, for telemetry
   */
  public static MeshProcess start(
      String mesh, String version, Map<String, String> environment, Timekeeper time) {
    String host = hostName();
    Incarnation incarnation = incarnation(host);
    Telemetry telemetry = Telemetry.open(environment, incarnation.id(), version);
    Vertx vertx = telemetry.instrument(Vertx.builder(), options()).build();
    return new MeshProcess(
        mesh,
        incarnation,
        host,
        version,
        vertx,
        bus(vertx, mesh, telemetry),
        telemetry,
        new HealthChecks(),
        time,
        Membership.of(Member.single(incarnation, mesh, version)),
        Probe.none());
  }

  /**
   * Starts a process that joins others, now or whenever they come: that they are absent is no
   * failure, but a matter of {@link #readiness}. Blocks; not for an event loop.
   *
   * @param version the version of the program
   * @param environment the variables of the process, for telemetry and its own address
   * @throws ClusterFailure if its own ports cannot be opened
   */
  public static MeshProcess start(
      String mesh,
      String version,
      Map<String, String> environment,
      Timekeeper time,
      ClusterSettings settings)
      throws ClusterFailure {
    String host = hostName();
    Incarnation incarnation = incarnation(host);
    Cluster cluster = Cluster.of(mesh, incarnation, version, settings, environment);
    Telemetry telemetry = Telemetry.open(environment, incarnation.id(), version);
    try {
      VertxOptions options = options();
      cluster.configure(options);
      Vertx vertx = cluster.open(telemetry.instrument(Vertx.builder(), options));
      HangWatch.over(vertx);
      HealthChecks readiness = new HealthChecks();
      readiness.add("mesh", () -> cluster.standing().verdict());
      return new MeshProcess(
          mesh,
          incarnation,
          host,
          version,
          vertx,
          bus(vertx, mesh, telemetry),
          telemetry,
          readiness,
          time,
          cluster,
          cluster.probe());
    } catch (ClusterFailure | RuntimeException failure) {
      telemetry.close();
      throw failure;
    }
  }

  private static MeshBus bus(Vertx vertx, String mesh, Telemetry telemetry) {
    return new MeshBus(
        vertx, new WireFormat(mesh, Vocabulary.schema()), telemetry.meters().registry());
  }

  private static VertxOptions options() {
    return new VertxOptions()
        // Handlers are light and all work is on threads of our own: one loop a core is plenty.
        .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
        .setPreferNativeTransport(false)
        .setBlockedThreadCheckInterval(1)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS)
        .setMaxEventLoopExecuteTime(1)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
        .setWarningExceptionTime(3)
        .setWarningExceptionTimeUnit(TimeUnit.SECONDS)
        // Nothing is read from the class path by Vert.x, so it needs no cache directory.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  /** Readable where it holds a Lease, and never the same twice. */
  private static Incarnation incarnation(String host) {
    byte[] fresh = new byte[5];
    new SecureRandom().nextBytes(fresh);
    int dot = host.indexOf('.');
    return new Incarnation(
        (dot < 0 ? host : host.substring(0, dot)) + "-" + HexFormat.of().formatHex(fresh));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * What it tells the others of itself.
   *
   * @param zone where it runs; empty if unknown
   */
  public Presence presence(Set<Role> roles, String zone) {
    return new Presence(incarnation, roles, host, zone, version, time.instant(), 0);
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the process did not stop in good order", e);
    } finally {
      telemetry.close();
    }
  }
}
