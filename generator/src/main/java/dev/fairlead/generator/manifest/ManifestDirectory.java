package dev.fairlead.generator.manifest;

import dev.fairlead.generator.OutputDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Writes manifests to a directory: {@code kustomize} and {@code helm}. */
public final class ManifestDirectory {

  private static final String KUSTOMIZE = "kustomize";
  private static final String HELM = "helm";

  private final Path directory;

  private ManifestDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * A directory that may be written to.
   *
   * @param force whether what is in its {@code kustomize} and {@code helm} may be replaced
   * @throws dev.fairlead.generator.InvalidInstallation if it is no directory, or there is something
   *     in it and no force
   */
  public static ManifestDirectory at(Path directory, boolean force) throws IOException {
    OutputDirectory.require(directory, force);
    return new ManifestDirectory(directory);
  }

  /** Writes both forms. */
  public void write(Manifests manifests, String version) throws IOException {
    write(KUSTOMIZE, Kustomization.of(manifests));
    write(HELM, HelmChart.of(manifests, version));
  }

  private void write(String part, Map<String, String> files) throws IOException {
    Path root = directory.resolve(part);
    // What another layout had may be left out now.
    OutputDirectory.clear(root);
    OutputDirectory.write(root, files);
  }
}
