package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A node with Pods: network namespaces on a bridge, each captured as Istio captures a Pod, with the
 * API server behind the address of its Service. Needs root. Everything is removed at the end, and
 * what a killed run has left with the next.
 */
public final class Pods implements AutoCloseable {

  /** Reserved for benchmarks of networks (RFC 2544), so that nothing else is there. */
  private static final String SUBNET = "198.18.%d.";

  /** What kubernetes.default.svc is where Services begin at 10.0.0.0, as the tests' do. */
  private static final String API_SERVICE = "10.0.0.1";

  /** Interfaces and namespaces begin with it, and go on with the id of the process. */
  private static final String PREFIX = "fl";

  private final String name = PREFIX + ProcessHandle.current().pid();
  private final String subnet = SUBNET.formatted(ProcessHandle.current().pid() % 256);
  private final Path directory;
  private final Forwarder api;
  private final List<Pod> pods = new ArrayList<>();

  /**
   * A node without Pods.
   *
   * @param directory for the files of the Pods
   * @param apiServer where the API server answers, on loopback
   */
  public Pods(Path directory, URI apiServer) {
    this.directory = directory;
    removeLeftovers();
    Shell.must("ip", "link", "add", name, "type", "bridge");
    Shell.must("ip", "address", "add", subnet + "1/24", "dev", name);
    Shell.must("ip", "link", "set", name, "up");
    this.api =
        Forwarder.open(
            new InetSocketAddress(subnet + "1", 0),
            new InetSocketAddress(apiServer.getHost(), apiServer.getPort()));
  }

  /** Makes a Pod without a sidecar; what it says is captured, and nobody takes it yet. */
  public Pod create(String podName) {
    int number = pods.size() + 2;
    String namespace = name + "-" + number;
    String outside = name + "v" + number;
    Pod pod = new Pod(podName, namespace, subnet + number, directory);
    pods.add(pod);
    Shell.must("ip", "netns", "add", namespace);
    Shell.must(
        "ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", namespace);
    Shell.must("ip", "link", "set", outside, "master", name, "up");
    Shell.must("ip", "-n", namespace, "address", "add", pod.address() + "/24", "dev", "eth0");
    Shell.must("ip", "-n", namespace, "link", "set", "lo", "up");
    Shell.must("ip", "-n", namespace, "link", "set", "eth0", "up");
    Shell.must("ip", "-n", namespace, "route", "add", "default", "via", subnet + "1");
    pod.execute(
        List.of("nft", "-f", "-"),
        resource("capture.nft")
            .replace("${apiService}", API_SERVICE)
            .replace("${api}", api.address().getHostString() + ":" + api.address().getPort()));
    return pod;
  }

  /** A headless Service: a name that resolves to all Pods, in the form of a hosts file. */
  public Path headlessService(String host) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    pods.forEach(pod -> hosts.append(pod.address()).append(' ').append(host).append('\n'));
    return Files.writeString(directory.resolve("hosts"), hosts.toString());
  }

  /** The kubeconfig file of somebody who asks the API server by its Service. */
  public Path kubeconfig(Path original, URI apiServer) throws IOException {
    return Files.writeString(
        directory.resolve("kubeconfig"),
        Files.readString(original).replace(apiServer.toString(), "https://" + API_SERVICE));
  }

  static String resource(String file) {
    try (var stream = Objects.requireNonNull(Pods.class.getResourceAsStream("/pods/" + file))) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void removeLeftovers() {
    Shell.must("ip", "netns", "list")
        .lines()
        .map(line -> line.split(" ")[0])
        .forEach(namespace -> {
          if (orphaned(namespace)) {
            Shell.must("ip", "netns", "delete", namespace);
          }
        });
    Shell.must("ip", "-brief", "link", "show", "type", "bridge")
        .lines()
        .map(line -> line.split(" ")[0])
        .forEach(bridge -> {
          if (orphaned(bridge)) {
            Shell.must("ip", "link", "delete", bridge);
          }
        });
  }

  private static boolean orphaned(String of) {
    var ours = java.util.regex.Pattern.compile(PREFIX + "(\\d+)(-\\d+)?").matcher(of);
    return ours.matches()
        && ProcessHandle.of(Long.parseLong(ours.group(1))).filter(ProcessHandle::isAlive).isEmpty();
  }

  @Override
  public void close() {
    pods.forEach(Pod::close);
    api.close();
    Shell.must("ip", "link", "delete", name);
  }
}
