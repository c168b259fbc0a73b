package dev.fairlead.acceptance;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** People who read and command all the time, until it is closed. */
final class Callers implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private final Ingress ingress;
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Repeated> repeated;

  /**
   * Begins.
   *
   * @param read what is read
   * @param command what is commanded
   */
  Callers(Ingress ingress, String read, String command) {
    this.ingress = ingress;
    this.repeated =
        List.of(
            new Repeated("readers", PAUSE_MILLIS, () -> call("GET", read, 200)),
            new Repeated("commanders", PAUSE_MILLIS, () -> call("POST", command, 202)));
  }

  private void call(String method, String path, int wanted) {
    try {
      HttpResponse<String> answer = ingress.call(Ingress.Door.W3C, method, path);
      if (answer.statusCode() == wanted) {
        answered.incrementAndGet();
      } else {
        failures.add("%s: %d %s".formatted(method, answer.statusCode(), answer.body()));
      }
    } catch (AssertionError failed) {
      failures.add(method + ": " + failed.getCause());
    }
  }

  /** What was not answered as it should be, and how. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  int answered() {
    return answered.get();
  }

  @Override
  public void close() {
    repeated.forEach(Repeated::close);
  }
}
