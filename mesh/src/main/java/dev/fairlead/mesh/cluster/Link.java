package dev.fairlead.mesh.cluster;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection between two processes, on one event loop. It ends when the other says nothing for
 * {@value #SILENCE_MILLIS} ms, does not read what it is sent, or says what is no frame; it tells
 * once that it has ended, and why.
 */
final class Link {

  /** So often both sides say something. */
  static final long BEAT_MILLIS = 1_000;

  /** Three beats may be late: a collection of garbage or a busy machine is no death. */
  static final long SILENCE_MILLIS = 4_000;

  /** Subscriptions and addresses are short, and a greeting names at most all members. */
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  private static final int UNREAD_BYTES_MAX = 1024 * 1024;

  /** What a connection begins with on both sides; a peer of any other kind is told by it. */
  private static final Buffer PREFACE = Buffer.buffer("FLM1");

  private static final String MUTE =
      "closed the connection before it said anything: behind a proxy it does not run, or may not be"
          + " asked; else it must be a member, and use mesh.tls just as this process does";

  /** An alert or the beginning of a handshake. */
  private static final List<Byte> TLS = List.of((byte) 0x15, (byte) 0x16);

  private final Vertx vertx;
  private final NetSocket socket;
  private final RecordParser parser = RecordParser.newFixed(PREFACE.length());
  private Consumer<Frame> heard = _ -> {};
  private Consumer<String> lost = _ -> {};
  private boolean prefaced;
  private boolean inBody;
  private boolean beats;
  private boolean ended;
  private @Nullable String why;
  private long heardAt = now();
  private final long timer;

  Link(Context context, NetSocket socket) {
    this.vertx = context.owner();
    this.socket = socket;
    this.timer = vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
    socket.setWriteQueueMaxSize(UNREAD_BYTES_MAX);
  }

  /**
   * Begins to read.
   *
   * @param heard gets every frame but beats, which the link itself answers
   * @param lost is told once, at the end, why
   */
  void open(Consumer<Frame> heard, Consumer<String> lost) {
    this.heard = heard;
    this.lost = lost;
    parser.setOutput(this::take);
    socket.exceptionHandler(failure -> end(Reasons.of(failure)));
    socket.closeHandler(_ -> end(prefaced ? "closed the connection" : MUTE));
    socket.handler(data -> {
      if (!ended) {
        read(data);
      }
    });
    socket.write(PREFACE);
  }

  /** From whom it comes, as the network says. */
  String remote() {
    return String.valueOf(socket.remoteAddress());
  }

  /** The other end, as it is seen here. */
  Optional<Endpoint> farEnd() {
    return endpoint(socket.remoteAddress());
  }

  /** Whether the other end is seen there where it is: nothing in between has a hand in it. */
  boolean direct(Optional<Endpoint> seenThere) {
    return seenThere.isPresent() && seenThere.equals(endpoint(socket.localAddress()));
  }

  private static Optional<Endpoint> endpoint(@Nullable SocketAddress address) {
    return address == null || address.hostAddress() == null
        ? Optional.empty()
        : Optional.of(new Endpoint(address.hostAddress(), address.port()));
  }

  /** From now on it sends the beats, and the other side answers them. */
  void beats() {
    beats = true;
  }

  void send(Frame frame) {
    if (ended) {
      return;
    }
    if (socket.writeQueueFull()) {
      close("does not read what it is sent");
      return;
    }
    socket.write(FrameCodec.encode(frame));
  }

  /** Sends a last frame and ends when it is written. */
  void close(Frame last, String because) {
    if (!ended) {
      why = because;
      socket.end(FrameCodec.encode(last)).onComplete(_ -> close(because));
    }
  }

  void close(String because) {
    if (!ended) {
      why = because;
      socket.close();
      end(because);
    }
  }

  private void read(Buffer data) {
    try {
      parser.handle(data);
    } catch (RuntimeException malformed) {
      close("said what is no frame of a mesh: " + malformed.getMessage());
    }
  }

  private void take(Buffer record) {
    if (ended) {
      return;
    }
    if (!prefaced) {
      if (!record.equals(PREFACE)) {
        throw new IllegalArgumentException(
            TLS.contains(record.getByte(0))
                ? "it speaks TLS; set mesh.tls.enabled on both sides, or on neither"
                : "it is something else");
      }
      prefaced = true;
      parser.fixedSizeMode(Integer.BYTES);
    } else if (!inBody) {
      int length = record.getInt(0);
      if (length <= 0 || length > FRAME_BYTES_MAX) {
        throw new IllegalArgumentException("a frame of " + length + " bytes");
      }
      inBody = true;
      parser.fixedSizeMode(length);
    } else {
      inBody = false;
      parser.fixedSizeMode(Integer.BYTES);
      heardAt = now();
      FrameCodec.decode(record).ifPresent(this::take);
    }
  }

  private void take(Frame frame) {
    if (!(frame instanceof Frame.Beat)) {
      heard.accept(frame);
    } else if (!beats) {
      send(frame);
    }
  }

  private void beat() {
    if (now() - heardAt > SILENCE_MILLIS) {
      close("silent for %d s".formatted(TimeUnit.MILLISECONDS.toSeconds(now() - heardAt)));
    } else if (beats) {
      send(new Frame.Beat());
    }
  }

  private void end(String because) {
    if (!ended) {
      ended = true;
      vertx.cancelTimer(timer);
      socket.close();
      lost.accept(why == null ? because : why);
    }
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
