package dev.fairlead.mesh.cluster;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** By which address others reach this process. */
final class OwnHost {

  static final String POD_IP = "POD_IP";

  private OwnHost() {}

  /**
   * What is configured, else the Pod's, else the address of the interface by which the first member
   * is reached that is not on this machine. Resolves names: not for an event loop.
   */
  static String find(ClusterSettings settings, Map<String, String> environment)
      throws ClusterFailure {
    Optional<String> said =
        settings.host().or(() -> Optional.ofNullable(environment.get(POD_IP))).map(String::strip);
    String host =
        said.filter(text -> !text.isEmpty())
            .or(() -> facing(settings))
            .orElseThrow(() ->
                new ClusterFailure(
                    "nothing says by which address others reach this process; set mesh.host, or"
                        + " POD_IP from status.podIP"));
    if (host.equals("0.0.0.0") || host.equals("::")) {
      throw new ClusterFailure(
          "mesh.host is %s, by which nobody reaches this process; set one of its own addresses"
              .formatted(host));
    }
    return host;
  }

  private static Optional<String> facing(ClusterSettings settings) {
    Stream<String> names =
        Stream.concat(settings.join().stream().map(Endpoint::host), settings.serviceDns().stream());
    InetAddress[] others = names.flatMap(OwnHost::resolve).toArray(InetAddress[]::new);
    return Stream.of(others)
        .filter(other -> !other.isLoopbackAddress())
        .findFirst()
        .or(() -> Stream.of(others).findFirst())
        .flatMap(OwnHost::facing);
  }

  private static Stream<InetAddress> resolve(String name) {
    try {
      return Stream.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException unknown) {
      return Stream.empty();
    }
  }

  /** Nothing is sent: the system looks up the route and says from where it would be. */
  private static Optional<String> facing(InetAddress other) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(other, ClusterSettings.CLUSTER_PORT));
      return Optional.of(socket.getLocalAddress().getHostAddress());
    } catch (SocketException | UncheckedIOException noRoute) {
      return Optional.empty();
    }
  }
}
