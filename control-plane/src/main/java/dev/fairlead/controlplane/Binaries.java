package dev.fairlead.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the programs are. The answer is that of {@code control-plane/build}: it looks into {@code
 * KUBEBUILDER_ASSETS}, then into the cache, and builds what is missing, once for the machine and
 * the version. The first time takes minutes; its progress goes to the consumer given.
 */
public final class Binaries {

  private static final String SCRIPT = "control-plane/build";
  private static final String PREFIX = "control plane: ";

  private Binaries() {}

  /**
   * Finds or builds the programs, with progress on standard error. Blocks until all are there. Safe
   * to call from many threads and processes at once: one of them builds, the others wait for it.
   *
   * @throws ControlPlaneUnavailableException if one can neither be found nor built
   */
  public static Map<Program, Path> locate(Collection<Program> programs) {
    return locate(programs, System.err::println);
  }

  /** Why programs can neither be found nor built, with the remedy; empty if they are there now. */
  public static Optional<String> obstacle(Collection<Program> programs) {
    try {
      locate(programs);
      return Optional.empty();
    } catch (ControlPlaneUnavailableException missing) {
      return Optional.ofNullable(missing.getMessage());
    }
  }

  static Map<Program, Path> locate(Collection<Program> programs, Consumer<String> progress) {
    List<Program> wanted = List.copyOf(programs);
    List<String> command = new ArrayList<>();
    command.add(script().toString());
    wanted.forEach(program -> command.add(program.fileName()));
    List<String> answer = run(command, progress);
    if (answer.size() != wanted.size()) {
      throw new ControlPlaneException(SCRIPT + " answered " + answer + " when asked for " + wanted);
    }
    Map<Program, Path> paths = new EnumMap<>(Program.class);
    for (int i = 0; i < wanted.size(); i++) {
      paths.put(wanted.get(i), Path.of(answer.get(i)));
    }
    return paths;
  }

  private static List<String> run(List<String> command, Consumer<String> progress) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectInput(ServerProcess.NOTHING).start();
    } catch (IOException e) {
      throw new ControlPlaneUnavailableException(SCRIPT + " cannot be run: " + e.getMessage());
    }
    try (BufferedReader output = process.inputReader();
        BufferedReader errors = process.errorReader()) {
      CompletableFuture<String> complaint =
          CompletableFuture.supplyAsync(
              () -> last(errors.lines().peek(progress)), Thread::startVirtualThread);
      List<String> answer = output.lines().toList();
      String reason = complaint.get();
      if (process.waitFor() == 0) {
        return answer;
      }
      throw new ControlPlaneUnavailableException(
          reason.startsWith(PREFIX) ? reason.substring(PREFIX.length()) : reason);
    } catch (InterruptedException e) {
      process.destroy();
      throw ControlPlaneException.interrupted("building the control plane");
    } catch (IOException | ExecutionException e) {
      throw new ControlPlaneException("cannot read what " + SCRIPT + " says", e);
    }
  }

  private static String last(Stream<String> lines) {
    return lines.reduce((before, line) -> line).orElse(SCRIPT + " failed and did not say why");
  }

  /** The script of the repository around the working directory, or around these classes. */
  private static Path script() {
    return Stream.concat(Stream.of(Path.of("").toAbsolutePath()), classes().stream())
        .flatMap(Binaries::upwards)
        .map(directory -> directory.resolve(SCRIPT))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new ControlPlaneUnavailableException(
                SCRIPT + " is not to be found; work inside a clone of the Fairlead repository"));
  }

  private static Stream<Path> upwards(Path start) {
    return Stream.iterate(start, Objects::nonNull, Path::getParent);
  }

  private static Optional<Path> classes() {
    return Optional.ofNullable(Binaries.class.getProtectionDomain().getCodeSource())
        .map(source -> Path.of(URI.create(source.getLocation().toString())));
  }
}
