package dev.fairlead.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The processes that {@code up} left running, as {@code down} finds them again: one line each in a
 * file, in the order of their start. A pid may long belong to another process, so a line says as
 * well when the process began and what it executes.
 */
record RunRecord(List<Entry> entries) {

  /** The kernel's clock, from which the start is read, may be set in between. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  record Entry(Program program, long pid, Instant began, Path executable) {

    static Entry of(Program program, ProcessHandle process) {
      ProcessHandle.Info info = process.info();
      return new Entry(
          program,
          process.pid(),
          info.startInstant().orElseThrow(),
          Path.of(info.command().orElseThrow()));
    }

    static Entry parse(String line) {
      String[] fields = line.split(" ", 4);
      return new Entry(
          Program.valueOf(fields[0]),
          Long.parseLong(fields[1]),
          Instant.parse(fields[2]),
          Path.of(fields[3]));
    }

    String line() {
      return "%s %d %s %s".formatted(program, pid, began, executable);
    }

    /** The process, if it still runs and is still the one that was recorded. */
    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid).filter(this::isRecorded);
    }

    private boolean isRecorded(ProcessHandle process) {
      ProcessHandle.Info info = process.info();
      boolean sameFile = info.command().map(Path::of).filter(executable::equals).isPresent();
      boolean sameStart =
          info.startInstant()
              .map(start -> Duration.between(began, start).abs())
              .filter(difference -> difference.compareTo(START_TOLERANCE) <= 0)
              .isPresent();
      return sameFile && sameStart;
    }
  }

  static RunRecord read(Path file) throws IOException {
    try {
      return new RunRecord(Files.readAllLines(file).stream().map(Entry::parse).toList());
    } catch (NoSuchFileException e) {
      return new RunRecord(List.of());
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new ControlPlaneException(
          file + " does not record processes; remove it once none of them runs", e);
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, entries.stream().map(Entry::line).toList());
  }

  /** Those that still run. */
  List<Entry> alive() {
    return entries.stream().filter(entry -> entry.process().isPresent()).toList();
  }

  /** Whether there are any, and all still run. */
  boolean complete() {
    return !entries.isEmpty() && alive().size() == entries.size();
  }
}
