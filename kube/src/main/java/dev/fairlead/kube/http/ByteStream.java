package dev.fairlead.kube.http;

import dev.fairlead.kube.transport.BoundedCall;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as blocking bytes. A few chunks are asked for at a time, so that a slow
 * reader slows the server instead of filling memory, and a fast one seldom has to wake the event
 * loop. One thread reads; any thread may close, which ends the read at once.
 */
public final class ByteStream extends InputStream {

  /** Nothing came for the whole idle limit: the connection must be taken for dead. */
  public static final class SilentException extends IOException {
    SilentException(Duration idle) {
      super("nothing came for " + idle.toSeconds() + " s");
    }
  }

  /** The stream was closed, or its reader interrupted. */
  public static final class ClosedException extends InterruptedIOException {
    ClosedException() {
      super("closed");
    }
  }

  private sealed interface Chunk {
    record Data(List<ByteBuffer> buffers) implements Chunk {}

    record End(Optional<Throwable> failure) implements Chunk {}

    record Closed() implements Chunk {}
  }

  /** Chunks that may be under way, of 64 KiB at most; they are asked for by halves. */
  private static final int WINDOW = 8;

  private static final int HALF = WINDOW / 2;

  // Bounded by its protocol: at most a window of data, one end and some closings.
  private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
  private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>();
  private final Duration idle;
  private final BoundedCall call =
      new BoundedCall(Optional.empty(), (data, _) -> chunks.add(new Chunk.Data(data)));
  private @Nullable AsyncBody body;
  private volatile boolean closed;
  private boolean ended;
  private int taken;

  /** A stream that is started by {@link ApiServer#open}, and dead when silent for {@code idle}. */
  public ByteStream(Duration idle) {
    this.idle = idle;
  }

  /** The call that brings the bytes. */
  BoundedCall call() {
    return call;
  }

  boolean isClosed() {
    return closed;
  }

  /** Starts: the head of the answer is there. */
  void start(AsyncBody started) {
    body = started;
    var _ =
        started
            .done()
            .whenComplete((_, failure) -> chunks.add(new Chunk.End(Optional.ofNullable(failure))));
    ask(started, WINDOW);
  }

  private static void ask(AsyncBody body, int chunks) {
    for (int i = 0; i < chunks; i++) {
      body.consume();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!closed && buffers.isEmpty() && !ended) {
      await();
    }
    if (closed) {
      throw new ClosedException();
    }
    ByteBuffer head = buffers.peek();
    if (head == null) {
      return -1;
    }
    int count = Math.min(length, head.remaining());
    head.get(target, offset, count);
    if (!head.hasRemaining()) {
      buffers.remove();
    }
    return count;
  }

  private void await() throws IOException {
    Chunk chunk;
    try {
      chunk = chunks.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      close();
      Thread.currentThread().interrupt();
      throw new ClosedException();
    }
    switch (chunk) {
      case null -> {
        close();
        throw new SilentException(idle);
      }
      case Chunk.Closed() -> throw new ClosedException();
      case Chunk.End(Optional<Throwable> failure) -> {
        ended = true;
        if (failure.isPresent()) {
          throw failed(failure.get());
        }
      }
      case Chunk.Data(List<ByteBuffer> data) -> {
        data.stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
        if (body != null && ++taken == HALF) {
          taken = 0;
          ask(body, HALF);
        }
      }
    }
  }

  private IOException failed(Throwable failure) {
    return closed
        ? new ClosedException()
        : new IOException("the connection broke: " + Causes.of(failure), failure);
  }

  /** Ends the stream and its call at once; may be called from any thread, and again. */
  @Override
  public void close() {
    closed = true;
    chunks.add(new Chunk.Closed());
    call.end();
  }
}
