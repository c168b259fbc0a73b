package dev.fairlead.sandbox.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where a watch's events go. Used by one virtual thread, which waits while the client is slower.
 */
interface WatchOutput extends Closeable {

  /** Runs when the client has gone; at once if it has gone already. */
  void onClose(Runnable action);

  /**
   * @param event as JSON, without a line's end
   */
  void write(byte[] event) throws IOException;

  /** Sends what is written. */
  void flush() throws IOException;

  /** Ends the watch in good order. */
  @Override
  void close() throws IOException;

  /** One event in a line of the reply's body. The reply begins at once, before any event. */
  static WatchOutput lines(Exchange exchange) throws IOException {
    OutputStream out = exchange.stream(200, "application/json");
    out.flush();
    return new WatchOutput() {
      @Override
      public void onClose(Runnable action) {
        exchange.onClose(action);
      }

      @Override
      public void write(byte[] event) throws IOException {
        out.write(event);
        out.write('\n');
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
