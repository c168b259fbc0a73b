package dev.fairlead.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry on loopback, until it is closed, and what crane says of its images. */
final class Registry implements AutoCloseable {

  private static final Pattern SERVING = Pattern.compile("serving on port (\\d+)");

  private final Path directory;
  private final Process process;
  private final String host;

  private Registry(Path directory, Process process, String host) {
    this.directory = directory;
    this.process = process;
    this.host = host;
  }

  /** Starts one that writes its log into a directory. */
  static Registry start(Path directory) throws IOException {
    Path log = directory.resolve("registry.log");
    Process process =
        new ProcessBuilder(crane(), "registry", "serve", "--address", "127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await().until(() -> !process.isAlive() || SERVING.matcher(Files.readString(log)).find());
    Matcher serving = SERVING.matcher(Files.readString(log));
    assertThat(serving.find()).as(Files.readString(log)).isTrue();
    return new Registry(directory, process, "127.0.0.1:" + serving.group(1));
  }

  /** The name of an image in it. */
  String name(String image) {
    return host + "/" + image;
  }

  /** Asks crane; what it fails at fails the test. */
  String crane(String... words) throws ImageFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of(crane(), "--insecure"));
    command.addAll(List.of(words));
    return new SystemCommand(directory, command).run().strip();
  }

  private static String crane() {
    return Objects.requireNonNull(Binaries.locate(List.of(Program.CRANE)).get(Program.CRANE))
        .toString();
  }

  @Override
  public void close() {
    process.destroy();
    await().until(() -> !process.isAlive());
  }
}
