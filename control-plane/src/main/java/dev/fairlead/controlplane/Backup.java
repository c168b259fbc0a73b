package dev.fairlead.controlplane;

import java.nio.file.Path;

/** What etcd had at one moment. */
public final class Backup {

  private final Path directory;

  private Backup(Path directory) {
    this.directory = directory;
  }

  /** Copies the data of an etcd that stands still. */
  static Backup of(Path data, Path directory) {
    Trees.copy(data, directory);
    return new Backup(directory);
  }

  /** Puts it in the place of the data of an etcd that does not run. */
  void to(Path data) {
    Trees.remove(data);
    Trees.copy(directory, data);
  }
}
