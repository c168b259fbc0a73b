package dev.fairlead.sandbox.contract;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import dev.fairlead.sandbox.contract.Stage.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kubectl that control-plane/build builds, run in the directory of a stage. */
record Kubectl(Path executable) {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Kubectl located() {
    Map<Program, Path> found = Binaries.locate(List.of(Program.KUBECTL));
    return new Kubectl(Objects.requireNonNull(found.get(Program.KUBECTL)));
  }

  /** Runs a command to its end. */
  Output run(Stage stage, String step, String arguments, String input, String editor)
      throws IOException, InterruptedException {
    Path in = Files.writeString(stage.directory().resolve("input"), input);
    Path out = stage.directory().resolve("out");
    Path err = stage.directory().resolve("err");
    ProcessBuilder builder = builder(stage, arguments);
    if (!editor.isEmpty()) {
      builder.environment().put("KUBE_EDITOR", editor);
    }
    Process process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(2 * ScriptedScenario.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new Output(
        step,
        ended ? process.exitValue() : -1,
        Files.readString(out),
        (ended ? "" : "did not end\n") + Files.readString(err));
  }

  /** Starts a command that is ended when it has printed enough. */
  ScriptedScenario.Ongoing start(Stage stage, String step, String arguments) throws IOException {
    Path out = Files.createTempFile(stage.directory(), "background", "");
    Process process =
        builder(stage, arguments).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    return new ScriptedScenario.Ongoing() {
      @Override
      public int count() {
        return lines().size();
      }

      @Override
      public void close() {
        process.destroy();
        try {
          process.waitFor();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        stage.print(new Output(step, 0, String.join("\n", lines()), ""));
      }

      private List<String> lines() {
        try {
          return Files.readAllLines(out);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }

  private ProcessBuilder builder(Stage stage, String arguments) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    Matcher words = WORD.matcher(arguments);
    while (words.find()) {
      command.add(words.group(1) != null ? words.group(1) : words.group(2));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(stage.directory().toFile());
    builder.environment().put("KUBECONFIG", stage.kubeconfig().toString());
    builder.environment().put("KUBECACHEDIR", stage.directory().resolve("cache").toString());
    builder.environment().put("HOME", stage.directory().toString());
    return builder;
  }
}
