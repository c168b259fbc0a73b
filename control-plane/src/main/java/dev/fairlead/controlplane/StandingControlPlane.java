package dev.fairlead.controlplane;

import dev.fairlead.controlplane.RunRecord.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A control plane that outlives the command that starts it. Its directory holds all that is known
 * of it, and one command at a time works there.
 */
final class StandingControlPlane {

  private static final ControlPlaneOptions OPTIONS =
      ControlPlaneOptions.DEFAULT.with(Controllers.WORKLOADS);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

  private final Layout layout;

  StandingControlPlane(Path directory) {
    this.layout = new Layout(directory.toAbsolutePath().normalize());
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  /** Where the administrator's kubeconfig file is while it runs. */
  Path kubeconfig() {
    return layout.kubeconfig();
  }

  /**
   * Starts it, unless all of it runs already; what is left of an incomplete one is ended first.
   * Interrupted half-way, nothing is left running.
   *
   * @return false if it runs already
   */
  boolean up() {
    return alone(() -> {
      if (RunRecord.read(layout.runRecord()).complete()) {
        return false;
      }
      end();
      ControlPlane started = ControlPlane.start(layout.directory(), OPTIONS);
      started.record().write(layout.runRecord());
      started.release();
      return true;
    });
  }

  /**
   * Ends what runs of it. Its objects stay in the directory, and are there again after the next
   * {@link #up}.
   *
   * @return the processes that it ended
   */
  List<Entry> down() {
    return Files.isDirectory(layout.directory()) ? alone(this::end) : List.of();
  }

  private List<Entry> end() throws IOException {
    List<Entry> alive = RunRecord.read(layout.runRecord()).alive();
    alive.reversed().forEach(StandingControlPlane::end);
    Files.deleteIfExists(layout.runRecord());
    return alive.reversed();
  }

  private static void end(Entry entry) {
    entry.process().ifPresent(ProcessHandle::destroy);
    if (!endedInTime(entry)) {
      entry.process().ifPresent(ProcessHandle::destroyForcibly);
      if (!endedInTime(entry)) {
        throw new ControlPlaneException(
            "%s (pid %d) does not die".formatted(entry.program().fileName(), entry.pid()));
      }
    }
  }

  private static boolean endedInTime(Entry entry) {
    long began = System.nanoTime();
    while (entry.process().isPresent()) {
      if (System.nanoTime() - began > STOP_MAX.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
    }
    return true;
  }

  private <T> T alone(Work<T> work) {
    Path directory = layout.directory();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new ControlPlaneException(
          "cannot make the directory %s; name another with --directory".formatted(directory), e);
    }
    if (!Files.isWritable(directory)) {
      throw new ControlPlaneException(
          "cannot write to the directory %s; name another with --directory".formatted(directory));
    }
    try (FileChannel lock =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new ControlPlaneException(
            "another command is at work in %s; wait until it has ended".formatted(directory));
      }
      return work.run();
    } catch (IOException e) {
      throw new ControlPlaneException("cannot work in %s: %s".formatted(directory, e), e);
    }
  }
}
