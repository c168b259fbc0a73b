package dev.fairlead.acceptance.jaeger;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.launcher.jaeger.JaegerFailure;
import dev.fairlead.launcher.jaeger.JaegerServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Starts a Jaeger of a test. */
public final class Jaegers {

  private Jaegers() {}

  /** Starts one at ports of its own, with its log in this directory. */
  public static JaegerServer start(Path directory) throws JaegerFailure, InterruptedException {
    return JaegerServer.start(program(), 0, directory.resolve("jaeger.log"));
  }

  /** The program; the first time on a machine it is built, which takes minutes. */
  static Path program() {
    return Objects.requireNonNull(Binaries.locate(List.of(Program.JAEGER)).get(Program.JAEGER));
  }
}
