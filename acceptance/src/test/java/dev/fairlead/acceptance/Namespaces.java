package dev.fairlead.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Each process in a network namespace of its own, as a Pod is, on one bridge; they reach the API
 * server by the address of its Service. What goes from one to another can be cut, each way by
 * itself. Needs root, {@code ip} and {@code nft}.
 */
final class Namespaces implements Network {

  /** What kubernetes.default.svc is where Services begin at 10.0.0.0; the certificate knows it. */
  private static final String SERVICE = "10.0.0.1";

  private final String name = "flc" + ProcessHandle.current().pid();
  // Of the addresses that RFC 2544 reserves for benchmarks.
  private final String subnet = "198.19." + ProcessHandle.current().pid() % 256 + ".";
  private final List<String> processes;
  private final URI apiServer;
  private final Path directory;

  /**
   * Makes them.
   *
   * @param apiServer on loopback
   * @param directory for files of theirs
   */
  Namespaces(List<String> processes, URI apiServer, Path directory) throws IOException {
    this.processes = List.copyOf(processes);
    this.apiServer = apiServer;
    this.directory = directory;
    run("ip", "link", "add", name, "type", "bridge");
    run("ip", "address", "add", subnet + "1/24", "dev", name);
    run("ip", "link", "set", name, "up");
    Files.writeString(Path.of("/proc/sys/net/ipv4/conf", name, "route_localnet"), "1");
    nft(
        List.of(),
        """
        table ip %s {
          chain from-pods {
            type nat hook prerouting priority -100
            ip daddr %s1 tcp dport 443 dnat to 127.0.0.1:%d
          }
        }
        """
            .formatted(name, subnet, apiServer.getPort()));
    processes.forEach(this::add);
  }

  /** Whether there can be such; if not, why not. */
  static String obstacle() {
    if (!System.getProperty("user.name").equals("root")) {
      return "network namespaces need root";
    }
    for (String program : List.of("/usr/sbin/ip", "/usr/sbin/nft")) {
      if (!Files.isExecutable(Path.of(program))) {
        return "there is no " + program;
      }
    }
    return "";
  }

  private void add(String process) {
    String namespace = namespace(process);
    String outside = name + "v" + number(process);
    run("ip", "netns", "add", namespace);
    run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", namespace);
    run("ip", "link", "set", outside, "master", name, "up");
    run("ip", "-n", namespace, "address", "add", host(process) + "/24", "dev", "eth0");
    run("ip", "-n", namespace, "link", "set", "lo", "up");
    run("ip", "-n", namespace, "link", "set", "eth0", "up");
    run("ip", "-n", namespace, "route", "add", "default", "via", subnet + "1");
    nft(
        command(process),
        """
        table ip services {
          chain out {
            type nat hook output priority -100
            ip daddr %s tcp dport 443 dnat to %s1:443
          }
        }
        table ip cuts {
          chain in {
            type filter hook input priority 0
          }
        }
        """
            .formatted(SERVICE, subnet));
  }

  /** Nothing that one sends reaches the other any more. */
  void cut(String from, String to) {
    nft(command(to), "add rule ip cuts in ip saddr %s drop\n".formatted(host(from)));
  }

  /** Everybody reaches everybody again. */
  void heal() {
    processes.forEach(process -> nft(command(process), "flush chain ip cuts in\n"));
  }

  @Override
  public String host(String process) {
    return subnet + number(process);
  }

  @Override
  public List<String> command(String process) {
    return List.of("ip", "netns", "exec", namespace(process));
  }

  @Override
  public Path kubeconfig(Path kubeconfig) {
    try {
      String text =
          Files.readString(kubeconfig).replace(apiServer.toString(), "https://" + SERVICE);
      return Files.writeString(directory.resolve(kubeconfig.getFileName()), text);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private int number(String process) {
    return processes.indexOf(process) + 2;
  }

  private String namespace(String process) {
    return name + "-" + number(process);
  }

  private static void nft(List<String> where, String rules) {
    List<String> command = new ArrayList<>(where);
    command.addAll(List.of("nft", "-f", "-"));
    run(command, rules);
  }

  private static void run(String... command) {
    run(List.of(command), "");
  }

  private static void run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> run("ip", "netns", "delete", namespace(process)));
    run("nft", "delete", "table", "ip", name);
    run("ip", "link", "delete", name);
  }
}
