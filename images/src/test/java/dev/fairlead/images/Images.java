package dev.fairlead.images;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code ./fairlead images}, in this JVM and with what a checkout has. */
final class Images {

  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path JARS = REPOSITORY.resolve("distribution/target/lib");

  private Images() {}

  /** Runs it, with all that it says in one text; the answer is its exit code. */
  static int run(StringWriter said, Path libraries, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--libraries=" + libraries,
                "--flags=" + REPOSITORY.resolve("distribution/jvm"),
                "--cache=" + REPOSITORY.resolve("images/target/cache")));
    all.addAll(List.of(options));
    return new CommandLine(new ImagesCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(all.toArray(String[]::new));
  }
}
