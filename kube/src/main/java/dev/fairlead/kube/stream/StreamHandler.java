package dev.fairlead.kube.stream;

/** Takes what a stream shows. */
@FunctionalInterface
public interface StreamHandler {

  /**
   * Takes one event, on the thread that runs the stream. While it blocks nothing more is read,
   * which slows the server.
   *
   * @throws InterruptedException to end the stream as cancelled
   */
  void on(StreamEvent event) throws InterruptedException;
}
