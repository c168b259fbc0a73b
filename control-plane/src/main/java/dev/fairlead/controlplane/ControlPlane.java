package dev.fairlead.controlplane;

import dev.fairlead.controlplane.RunRecord.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes control plane on the loopback interface: etcd, kube-apiserver with RBAC and
 * TLS, and the controllers that the options name. There are no nodes. Its processes end with {@link
 * #close} and, at the latest, with this JVM, even when that is killed.
 *
 * <p>Methods block until what they say is so, and fail with a {@link ControlPlaneException} that
 * quotes the log of the program at fault. Safe for use by many threads.
 */
public final class ControlPlane implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([\\w.-]+)\"");

  private final Layout layout;
  private final boolean temporary;
  private final ControlPlaneOptions options;
  private final Map<Program, Path> executables;
  private final Pki pki;
  private final Watchdog watchdog;

  private final Server etcd;
  private final Server apiServer;
  private final List<Server> companions = new ArrayList<>();

  private @Nullable ApiClient client;
  private int backups;

  /**
   * Starts one in a temporary directory, which goes with it.
   *
   * @throws ControlPlaneUnavailableException if its programs are neither there nor can they be
   *     built
   */
  public static ControlPlane start(ControlPlaneOptions options) {
    Map<Program, Path> executables = Binaries.locate(options.programs());
    try {
      return started(
          Files.createTempDirectory("fairlead-control-plane-"), true, options, executables);
    } catch (IOException e) {
      throw new ControlPlaneException(
          "cannot write to the temporary directory: " + e.getMessage(), e);
    }
  }

  /**
   * Starts one that keeps its files in a directory, which is made if need be. If an earlier one ran
   * there and has ended, its objects are there again; ports and credentials are new.
   *
   * @throws ControlPlaneUnavailableException if its programs are neither there nor can they be
   *     built
   */
  public static ControlPlane start(Path directory, ControlPlaneOptions options) {
    Map<Program, Path> executables = Binaries.locate(options.programs());
    try {
      return started(
          Files.createDirectories(directory.toAbsolutePath()), false, options, executables);
    } catch (IOException e) {
      throw new ControlPlaneException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  private static ControlPlane started(
      Path directory,
      boolean temporary,
      ControlPlaneOptions options,
      Map<Program, Path> executables)
      throws IOException {
    ControlPlane plane = new ControlPlane(directory, temporary, options, executables);
    try {
      plane.etcd.start();
      plane.apiServer.start();
      Kubeconfig.write(
          plane.kubeconfig(),
          plane.server(),
          plane.authority(),
          Pki.ADMIN,
          plane.adminToken(),
          "default");
      if (options.controllers() == Controllers.WORKLOADS) {
        StandIn.install(plane.client(), plane.server(), plane.layout.stages());
      }
      plane.companions.forEach(Server::start);
      return plane;
    } catch (IOException | RuntimeException e) {
      plane.close();
      throw e;
    }
  }

  private ControlPlane(
      Path directory,
      boolean temporary,
      ControlPlaneOptions options,
      Map<Program, Path> executables)
      throws IOException {
    this.layout = new Layout(directory);
    this.temporary = temporary;
    this.options = options;
    this.executables = executables;
    Files.createDirectories(layout.logs());
    Files.writeString(layout.auditPolicy(), options.audit().policy());
    this.pki = Pki.create(layout.pki());
    this.watchdog = new Watchdog(temporary ? directory : null);
    this.etcd =
        server(
            Program.ETCD,
            port -> Flags.etcd(layout, http(port, "")),
            port -> plainOk(http(port, "/health")));
    this.apiServer =
        server(
            Program.KUBE_APISERVER,
            port -> Flags.apiServer(layout, pki, options, http(etcd.port(), ""), port),
            this::apiServerReady);
    if (options.controllers() != Controllers.NONE) {
      companions.add(
          server(
              Program.KUBE_CONTROLLER_MANAGER,
              port -> Flags.controllerManager(layout, pki, options.controllers(), port),
              port -> client().ok(https(port, "/healthz"))));
    }
    if (options.controllers() == Controllers.WORKLOADS) {
      companions.add(
          server(
              Program.KWOK,
              port -> Flags.kwok(layout, port),
              port -> plainOk(http(port, "/healthz")) && StandIn.inForce(client(), server())));
    }
  }

  private Server server(Program program, IntFunction<List<String>> flags, IntPredicate ready) {
    Path executable = Objects.requireNonNull(executables.get(program));
    return new Server(program, executable, layout.log(program), watchdog, flags, ready);
  }

  /** The kubeconfig file of the administrator, who may do everything. */
  public Path kubeconfig() {
    return layout.kubeconfig();
  }

  /**
   * Where the API server answers. The port stays the same when the API server is stopped and
   * started.
   */
  public URI server() {
    return https(apiServer.port(), "");
  }

  /** The certificates to trust when talking to {@link #server}, as PEM. */
  public Path authority() {
    return pki.servingCertificate();
  }

  /** The bearer token of the administrator. */
  public String adminToken() {
    return pki.adminToken();
  }

  /**
   * What {@link Audit} asked for, if it asked for something. Requests that have been answered are
   * in it.
   */
  public Optional<Path> auditLog() {
    return options.audit() == Audit.NONE ? Optional.empty() : Optional.of(layout.auditLog());
  }

  /** What a program has written to its output. */
  public Path log(Program program) {
    return layout.log(program);
  }

  /**
   * Writes a kubeconfig file for a ServiceAccount, which is created if need be: it may do what RBAC
   * grants to {@code system:serviceaccount:NAMESPACE:NAME}, for a day.
   *
   * @throws ControlPlaneException if the namespace does not exist
   */
  public Path kubeconfigFor(String namespace, String serviceAccount) {
    URI account =
        server()
            .resolve(
                "/api/v1/namespaces/%s/serviceaccounts/%s".formatted(namespace, serviceAccount));
    client()
        .apply(
            account,
            """
            {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "%s"}}
            """
                .formatted(serviceAccount));
    String answer =
        client()
            .post(
                URI.create(account + "/token"),
                """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
                 "spec": {"expirationSeconds": 86400}}
                """);
    Matcher token = TOKEN.matcher(answer);
    if (!token.find()) {
      throw new ControlPlaneException("the API server's answer holds no token: " + answer);
    }
    Path file = layout.kubeconfig(namespace, serviceAccount);
    try {
      Kubeconfig.write(file, server(), authority(), serviceAccount, token.group(1), namespace);
    } catch (IOException e) {
      throw new ControlPlaneException("cannot write " + file, e);
    }
    return file;
  }

  /** Asks the API server to end, as a rollout would. Does nothing if it does not run. */
  public void stopApiServer() {
    apiServer.stop();
  }

  /** Kills the API server, as a crash would. Does nothing if it does not run. */
  public void killApiServer() {
    apiServer.kill();
  }

  /**
   * Starts the API server again, at the same address, and returns when it is ready. Does nothing if
   * it runs.
   */
  public void startApiServer() {
    apiServer.start();
  }

  /**
   * Freezes the API server: connections stay open, and nothing is answered until {@link
   * #resumeApiServer}.
   */
  public void pauseApiServer() {
    apiServer.pause();
  }

  /** Lets a frozen API server go on. */
  public void resumeApiServer() {
    apiServer.resume();
  }

  /** Kills etcd, as a crash would: until it is started, nothing is kept and nothing read. */
  public void killEtcd() {
    etcd.kill();
  }

  /** Starts etcd again, at the same address and with what it had. Does nothing if it runs. */
  public void startEtcd() {
    etcd.start();
  }

  /**
   * Freezes etcd: the API server answers what it can from its cache, and writes hang until {@link
   * #resumeEtcd}.
   */
  public void pauseEtcd() {
    etcd.pause();
  }

  /** Lets a frozen etcd go on. */
  public void resumeEtcd() {
    etcd.resume();
  }

  /**
   * Copies what etcd has into the directory of this control plane. Everything stands still
   * meanwhile.
   */
  public synchronized Backup backUp() {
    etcd.pause();
    try {
      return Backup.of(layout.etcdData(), layout.backup(++backups));
    } finally {
      etcd.resume();
    }
  }

  /**
   * Stops everything and starts it again, at the same addresses, with what etcd had when a backup
   * was made: what was written since is undone, and versions go back. Returns when the API server
   * is ready.
   */
  public void restore(Backup backup) {
    servers().reversed().forEach(Server::kill);
    backup.to(layout.etcdData());
    servers().forEach(Server::start);
  }

  /**
   * Kills its processes and, if it was started without a directory of its own, removes its files.
   */
  @Override
  public synchronized void close() {
    servers().reversed().forEach(Server::kill);
    watchdog.close();
    if (client != null) {
      client.close();
      client = null;
    }
    if (temporary) {
      Trees.remove(layout.directory());
    }
  }

  /** Its processes as they run now, in the order of their start. */
  RunRecord record() {
    return new RunRecord(
        servers().stream()
            .flatMap(server ->
                server.handle().map(handle -> Entry.of(server.program(), handle)).stream())
            .toList());
  }

  /** Lets its processes outlive this JVM: from now on they are the caller's to end. */
  void release() {
    watchdog.close();
  }

  private List<Server> servers() {
    return Stream.concat(Stream.of(etcd, apiServer), companions.stream()).toList();
  }

  private static boolean plainOk(URI uri) {
    try (ApiClient plain = ApiClient.anonymous()) {
      return plain.ok(uri);
    }
  }

  private boolean apiServerReady(int port) {
    return Files.exists(pki.servingKey()) && client().ok(https(port, "/readyz"));
  }

  private synchronized ApiClient client() {
    if (client == null) {
      client = ApiClient.trusting(authority(), adminToken());
    }
    return client;
  }

  private static URI http(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static URI https(int port, String path) {
    return URI.create("https://127.0.0.1:" + port + path);
  }
}
