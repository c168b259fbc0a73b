package dev.fairlead.reconciler.journal;

import dev.fairlead.protocol.message.Incarnation;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal as JSON lines in a file of the process's own. At its bound a new file is begun, and the
 * one before is kept as {@code ….1}; so there are two files at most. A line goes to the operating
 * system at once. What cannot be written is lost, which is logged once.
 */
public final class JournalFile implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Incarnation worker;
  private final Path file;
  private final long maxBytes;
  // Not a channel: an interrupt, by which attempts are ended, would close that.
  private OutputStream out;
  private long bytes;
  private boolean complained;
  private boolean closed;

  private JournalFile(Incarnation worker, Path file, long maxBytes) throws IOException {
    this.worker = worker;
    this.file = file;
    this.maxBytes = maxBytes;
    this.out = new FileOutputStream(file.toFile());
  }

  /**
   * Begins the journal of a process.
   *
   * @param directory of the journals of all processes, which is made if need be
   * @param maxBytes of one file
   */
  public static JournalFile in(Path directory, Incarnation worker, long maxBytes)
      throws IOException {
    Files.createDirectories(directory);
    return new JournalFile(worker, directory.resolve("attempts-" + worker + ".jsonl"), maxBytes);
  }

  @Override
  public void write(JournalEntry entry) {
    byte[] line = JournalCodec.line(worker, entry);
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (bytes > 0 && bytes + line.length > maxBytes) {
        beginAnother();
      }
      out.write(line);
      bytes += line.length;
    } catch (IOException unable) {
      if (!complained) {
        complained = true;
        LOG.error("The journal {} is incomplete from now on: {}", file, unable.toString());
      }
    } finally {
      lock.unlock();
    }
  }

  private void beginAnother() throws IOException {
    out.close();
    Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
    out = new FileOutputStream(file.toFile());
    bytes = 0;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      out.close();
    } catch (IOException unable) {
      LOG.warn("The journal {} was not closed: {}", file, unable.toString());
    } finally {
      lock.unlock();
    }
  }
}
