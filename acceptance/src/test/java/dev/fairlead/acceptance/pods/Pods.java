package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A node with Pods: network namespaces on a bridge, each captured as Istio captures a Pod, with the
 * API server behind the address of its Service. Needs root. Everything is removed at the end, and
 * what a killed run has left with the next.
 */
public final class Pods implements AutoCloseable {

  /** What kubernetes.default.svc is where Services begin at 10.0.0.0, as the tests' do. */
  private static final String API_SERVICE = "10.0.0.1";

  /** Interfaces and namespaces begin with it, and go on with the id of the process. */
  private static final String PREFIX = "fl";

  private static final Pattern OURS = Pattern.compile("(?m)^" + PREFIX + "(\\d+)([-v]\\d+)?\\b");

  private final String name = PREFIX + ProcessHandle.current().pid();

  /** Reserved for benchmarks of networks (RFC 2544), so that nothing else is there. */
  private final String subnet = "198.18.%d.".formatted(ProcessHandle.current().pid() % 256);

  private final Path directory;
  private final Forwarder api;
  private final List<Forwarder> others = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Pod> members = new ArrayList<>();

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

  /**
   * Makes a Pod of the mesh without a sidecar; what it says is captured, and nobody takes it yet.
   */
  public Pod create(String podName) {
    Pod pod = createOutside(podName);
    members.add(pod);
    pod.execute(
        List.of("nft", "-f", "-"),
        resource("capture.nft")
            .replace("${apiService}", API_SERVICE)
            .replace("${api}", api.address().getHostString() + ":" + api.address().getPort()));
    return pod;
  }

  /** Makes a Pod that is no member of the mesh, of which nothing is captured. */
  public Pod createOutside(String podName) {
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
    return pod;
  }

  /** Where Pods reach what listens on loopback. */
  public InetSocketAddress reach(URI local) {
    Forwarder forwarder =
        Forwarder.open(
            new InetSocketAddress(subnet + "1", 0),
            new InetSocketAddress(local.getHost(), local.getPort()));
    others.add(forwarder);
    return forwarder.address();
  }

  /** A headless Service: a name that resolves to all members, in the form of a hosts file. */
  public Path headlessService(String host) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    members.forEach(pod -> hosts.append(pod.address()).append(' ').append(host).append('\n'));
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
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void removeLeftovers() {
    orphans(Shell.must("ip", "netns", "list"))
        .forEach(namespace -> Shell.must("ip", "netns", "delete", namespace));
    // A link may be going just now, with its namespace.
    for (String type : List.of("veth", "bridge")) {
      orphans(Shell.must("ip", "-brief", "link", "show", "type", type))
          .forEach(link -> Shell.run(List.of("ip", "link", "delete", link), ""));
    }
  }

  /** What processes have made that have ended. */
  private static List<String> orphans(String listing) {
    return OURS.matcher(listing)
        .results()
        .filter(match -> ProcessHandle.of(Long.parseLong(match.group(1))).isEmpty())
        .map(MatchResult::group)
        .toList();
  }

  @Override
  public void close() {
    pods.forEach(Pod::close);
    api.close();
    others.forEach(Forwarder::close);
    // A namespace lives on for as long as its kernel still says goodbye to somebody.
    for (int number = 2; number < pods.size() + 2; number++) {
      Shell.run(List.of("ip", "link", "delete", name + "v" + number), "");
    }
    Shell.must("ip", "link", "delete", name);
  }
}
