package dev.fairlead.acceptance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Watches the journals of workers without a rest, and pauses whoever notes down that the gate let a
 * write of a child out: the note is there before the write is on the wire, so with luck the process
 * stops between gate and socket.
 */
final class Strike {

  private static final Pattern TRACEPARENT = Pattern.compile("\"traceparent\":\"([^\"]*)\"");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * A worker that has been paused.
   *
   * @param traceparent of the write
   */
  record Struck(String worker, String traceparent) {}

  private final Processes processes;
  private final Map<String, Path> journals = new LinkedHashMap<>();

  /** Aims at workers, each of which has a journal. */
  Strike(Processes processes, List<String> workers) throws IOException {
    this.processes = processes;
    for (String worker : workers) {
      journals.put(worker, newest(processes.journals().resolve(worker)));
    }
  }

  private static Path newest(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .max((one, other) ->
              Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
          .orElseThrow();
    }
  }

  /** Makes the change, and strikes at what it leads to; empty if it leads to no write. */
  Optional<Struck> at(Runnable change) {
    List<Journal> open = new ArrayList<>();
    try {
      for (Map.Entry<String, Path> each : journals.entrySet()) {
        open.add(new Journal(each.getKey(), each.getValue()));
      }
      Thread changing = Thread.ofPlatform().start(change);
      Optional<Struck> struck = strike(open);
      changing.join();
      return struck;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      open.forEach(Journal::close);
    }
  }

  private Optional<Struck> strike(List<Journal> open) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      for (Journal journal : open) {
        Optional<String> note = journal.news();
        if (note.isPresent()) {
          return Optional.of(new Struck(journal.worker, note.get()));
        }
      }
    }
    return Optional.empty();
  }

  private final class Journal {

    private final String worker;
    private final RandomAccessFile file;
    private long read;

    Journal(String worker, Path path) throws IOException {
      this.worker = worker;
      this.file = new RandomAccessFile(path.toFile(), "r");
      this.read = file.length();
    }

    /** A gate pass of a child, whose worker is paused by now. */
    Optional<String> news() throws IOException {
      long length = file.length();
      if (length == read) {
        return Optional.empty();
      }
      byte[] bytes = new byte[(int) (length - read)];
      file.seek(read);
      file.readFully(bytes);
      read = length;
      String news = new String(bytes, StandardCharsets.UTF_8);
      int pass = news.indexOf("\"event\":\"passed\"");
      if (pass < 0 || news.indexOf("\"subresource\":\"\"", pass) < 0) {
        return Optional.empty();
      }
      processes.send(Signal.STOP, worker);
      Matcher write = TRACEPARENT.matcher(news);
      return write.find(pass) ? Optional.of(write.group(1)) : Optional.empty();
    }

    void close() {
      try {
        file.close();
      } catch (IOException unable) {
        throw new UncheckedIOException(unable);
      }
    }
  }
}
