package dev.fairlead.kube.http;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A whole body in memory. Used by one thread at a time. */
final class WholeBody implements AsyncBody.Consumer<List<ByteBuffer>> {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  CompletableFuture<byte[]> read(AsyncBody body) {
    body.consume();
    return body.done().thenApply(_ -> bytes.toByteArray());
  }

  @Override
  public void consume(List<ByteBuffer> chunks, AsyncBody body) {
    for (ByteBuffer chunk : chunks) {
      bytes.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
    }
    body.consume();
  }
}
