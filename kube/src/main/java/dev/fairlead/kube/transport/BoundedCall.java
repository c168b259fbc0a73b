package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one call that may last only so long, and that its caller can end at any time,
 * also while the head of the answer is awaited, for which fabric8 has no means: cancelling its
 * future leaves the connection open. Thread-safe.
 */
public final class BoundedCall implements AsyncBody.Consumer<List<ByteBuffer>> {

  private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
  private final Optional<Duration> limit;
  private @Nullable Runnable ending;
  private boolean ended;

  /**
   * One call.
   *
   * @param limit how long it may take from the beginning to the last byte; empty for no limit. Then
   *     it fails with a {@link java.net.http.HttpTimeoutException}, and its connection is closed.
   */
  public BoundedCall(Optional<Duration> limit, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    this.limit = limit;
    this.consumer = consumer;
  }

  /** Ends the call and closes its connection, unless it has come to its end already. */
  public void end() {
    Runnable begun;
    synchronized (this) {
      ended = true;
      begun = ending;
    }
    if (begun != null) {
      begun.run();
    }
  }

  /** Called when the call begins, and when it is repeated with new credentials. */
  void begins(Runnable endIt) {
    boolean late;
    synchronized (this) {
      ending = endIt;
      late = ended;
    }
    if (late) {
      endIt.run();
    }
  }

  Optional<Duration> limit() {
    return limit;
  }

  @Override
  public void consume(List<ByteBuffer> bytes, AsyncBody body) throws Exception {
    consumer.consume(bytes, body);
  }
}
