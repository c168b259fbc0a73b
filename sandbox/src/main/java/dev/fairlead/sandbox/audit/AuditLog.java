package dev.fairlead.sandbox.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with one JSON object a line for each request that was answered. A line is in the file
 * before the end of the answer leaves, so that whoever has the answer finds it. An existing file is
 * continued. While it cannot be written requests are answered all the same; the log says so once.
 * Thread-safe.
 */
public final class AuditLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final Path file;
  private final BufferedWriter out;
  private final InstantSource clock;
  private boolean failed;
  private boolean closed;

  private AuditLog(Path file, BufferedWriter out, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Opens the file, or creates it.
   *
   * @param clock what its times follow
   * @throws IOException if that cannot be
   */
  public static AuditLog open(Path file, InstantSource clock) throws IOException {
    return new AuditLog(
        file,
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        clock);
  }

  /** The time that events are told in. */
  public Instant now() {
    return clock.instant();
  }

  public void write(AuditEvent event) {
    append(event.json().toString());
  }

  private synchronized void append(String line) {
    if (closed) {
      return; // The sandbox has ended before its last requests.
    }
    try {
      out.write(line);
      out.write('\n');
      out.flush();
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.error("cannot write the audit log {}: {}; lines are missing", file, e.getMessage());
      }
      failed = true;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      LOG.error("cannot close the audit log {}: {}", file, e.getMessage());
    }
  }
}
