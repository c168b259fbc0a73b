package dev.fairlead.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of one reply, written by a virtual thread that waits while the client is slower. A short
 * body leaves with its length when the stream is closed; a longer one in chunks, compressed if the
 * client likes that. At most one chunk is under way while the next is filled.
 */
final class ReplyStream extends OutputStream {

  /** What kube-apiserver begins to compress at. */
  private static final int SHORT_BYTES_MAX = 128 << 10;

  private static final int CHUNK_BYTES = 64 << 10;

  private final HttpServerResponse response;
  private final boolean compress;
  private final Runnable beforeEnd;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
  private @Nullable GZIPOutputStream gzip;
  private Future<Void> underWay = Future.succeededFuture();
  private boolean begun;
  private boolean closed;

  /**
   * @param beforeEnd runs when all is written but the end
   */
  ReplyStream(HttpServerResponse response, boolean compress, Runnable beforeEnd) {
    this.response = response;
    this.compress = compress;
    this.beforeEnd = beforeEnd;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (gzip != null) {
      gzip.write(bytes, offset, length);
    } else {
      buffer.write(bytes, offset, length);
    }
    if (begun ? buffer.size() >= CHUNK_BYTES : buffer.size() > SHORT_BYTES_MAX) {
      if (!begun) {
        begin(compress);
      }
      send();
    }
  }

  /** Sends what is there, as chunks from now on. */
  @Override
  public void flush() throws IOException {
    if (closed) {
      return;
    }
    if (!begun) {
      begin(false);
    }
    if (gzip != null) {
      gzip.flush();
    }
    send();
  }

  private void begin(boolean compressed) throws IOException {
    begun = true;
    response.setChunked(true);
    if (compressed) {
      response.putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
      byte[] plain = buffer.toByteArray();
      buffer.reset();
      gzip = new GZIPOutputStream(buffer, CHUNK_BYTES, true);
      gzip.write(plain);
    } else if (buffer.size() == 0) {
      await(response.writeHead());
    }
  }

  private void send() throws IOException {
    if (buffer.size() == 0) {
      return;
    }
    Buffer chunk = Buffer.buffer(buffer.toByteArray());
    buffer.reset();
    await(underWay);
    underWay = response.write(chunk);
  }

  /** Waits until everything has left. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    beforeEnd.run();
    if (!begun) {
      await(response.end(Buffer.buffer(buffer.toByteArray())));
      return;
    }
    if (gzip != null) {
      gzip.close();
    }
    send();
    await(underWay);
    await(response.end());
  }

  private static void await(Future<Void> future) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException("the client has gone", e.getCause());
    }
  }
}
