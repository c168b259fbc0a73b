package dev.fairlead.sandbox.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A {@link ScaleServer} in a JVM of its own, and what the operating system says of it. */
record ServerProcess(Process process, String url) implements AutoCloseable {

  /**
   * @param heap such as {@code 256m}
   */
  static ServerProcess start(int objects, int changesPerSecond, String heap) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heap,
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScaleServer.class.getName(),
                    Integer.toString(objects),
                    Integer.toString(changesPerSecond)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("http://")) {
        return new ServerProcess(process, line);
      }
    }
    throw new IOException("the server has ended before it served");
  }

  /** The processor time that it has used. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The most memory that it has had at once, in mebibytes. */
  long residentPeakMebibytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      String kibibytes = peak.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "");
      return Long.parseLong(kibibytes) / 1024;
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
