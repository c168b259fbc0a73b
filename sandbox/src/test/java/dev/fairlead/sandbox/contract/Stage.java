package dev.fairlead.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a scenario plays: one server behind a recorder, and one namespace of it. */
final class Stage {

  /** What a client printed, or what a test saw through it. */
  record Output(String step, int exitCode, String out, String err) {}

  private final Recorder recorder;
  private final String namespace;
  private final Path directory;
  private final List<Output> outputs = new ArrayList<>();

  /**
   * @param directory for files of this scenario; it exists and is empty
   */
  Stage(Recorder recorder, String namespace, Path directory) {
    this.recorder = recorder;
    this.namespace = namespace;
    this.directory = directory;
  }

  Recorder recorder() {
    return recorder;
  }

  URI uri() {
    return recorder.uri();
  }

  String namespace() {
    return namespace;
  }

  Path directory() {
    return directory;
  }

  /** A file that leads clients to the recorder. */
  Path kubeconfig() {
    Path file = directory.resolve("kubeconfig");
    try {
      if (Files.notExists(file)) {
        Files.writeString(
            file,
            """
            apiVersion: v1
            kind: Config
            current-context: contract
            contexts: [{name: contract, context: {cluster: contract, user: "", namespace: %s}}]
            clusters: [{name: contract, cluster: {server: "%s"}}]
            """
                .formatted(namespace, uri()));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void print(Output output) {
    outputs.add(output);
  }

  /** Something seen that must be the same everywhere. */
  void saw(String step, Object what) {
    print(new Output(step, 0, String.valueOf(what), ""));
  }

  synchronized List<Output> outputs() {
    return List.copyOf(outputs);
  }
}
