package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A namespace of the network with an address of its own, and what runs in it. */
public final class Pod {

  private static final long KILLED_SECONDS_MAX = 10;

  private final String name;
  private final String namespace;
  private final String address;
  private final Path directory;
  private final List<Process> processes = new ArrayList<>();
  private final Map<String, String> told = new HashMap<>();

  Pod(String name, String namespace, String address, Path directory) {
    this.name = name;
    this.namespace = namespace;
    this.address = address;
    this.directory = directory;
  }

  public String name() {
    return name;
  }

  /** By which the other Pods reach it, and the node. */
  public String address() {
    return address;
  }

  /** What every process that is started in it from now on finds in its environment. */
  void tell(Map<String, String> variables) {
    told.putAll(variables);
  }

  /** Starts a process that knows its Pod's address as Kubernetes tells it; it says into the log. */
  public Process start(List<String> command, Path log) throws IOException {
    return start(command, Map.of(), log);
  }

  /** The same, with variables of its environment. */
  public Process start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(inside(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("POD_IP", address);
    builder.environment().putAll(told);
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** A log of something in the Pod. */
  public Path log(String of) {
    return directory.resolve(name + "-" + of + ".log");
  }

  /** What a log of the Pod holds by now. */
  public String said(String of) {
    try {
      return Files.exists(log(of)) ? Files.readString(log(of)) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a command that has to succeed, to its end. */
  String execute(List<String> command, String input) {
    return Shell.must(inside(command), input);
  }

  private List<String> inside(List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  /** Kills what runs in it and removes it. */
  void close() {
    processes.forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor(KILLED_SECONDS_MAX, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Shell.run(List.of("ip", "netns", "delete", namespace), "");
  }
}
