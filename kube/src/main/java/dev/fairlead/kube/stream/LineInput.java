package dev.fairlead.kube.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a watch, each one event. A line beyond the bound is passed over and reported as such.
 */
final class LineInput {

  /** A line. */
  sealed interface Line {
    /** A whole line without its end. */
    @SuppressWarnings("ArrayRecordComponent")
    record Text(byte[] bytes) implements Line {}

    /** A line longer than the bound. */
    record TooLong() implements Line {}

    /** No more lines. */
    record End() implements Line {}
  }

  private final InputStream in;
  private final int bytesMax;
  private byte[] buffer = new byte[16 * 1024];
  private int from;
  private int to;

  LineInput(InputStream in, int bytesMax) {
    this.in = in;
    this.bytesMax = bytesMax;
  }

  /**
   * Waits for the next line that is not blank.
   *
   * @throws IOException when the connection breaks, also in the middle of a line
   */
  Line next() throws IOException {
    int scanned = from;
    boolean tooLong = false;
    while (true) {
      for (int at = scanned; at < to; at++) {
        if (buffer[at] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, from, at);
          from = at + 1;
          if (tooLong) {
            return new Line.TooLong();
          }
          if (!isBlank(line)) {
            return new Line.Text(line);
          }
        }
      }
      if (to - from > bytesMax) {
        tooLong = true;
      }
      if (tooLong) {
        from = to;
      }
      makeRoom();
      scanned = to;
      int count = in.read(buffer, to, buffer.length - to);
      if (count < 0) {
        if (tooLong || !isBlank(Arrays.copyOfRange(buffer, from, to))) {
          throw new IOException("the connection ended in the middle of an event");
        }
        return new Line.End();
      }
      to += count;
    }
  }

  private void makeRoom() {
    if (to < buffer.length) {
      return;
    }
    int length = to - from;
    byte[] target = length > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, from, target, 0, length);
    buffer = target;
    from = 0;
    to = length;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte one : bytes) {
      if (one != ' ' && one != '\r' && one != '\t') {
        return false;
      }
    }
    return true;
  }
}
